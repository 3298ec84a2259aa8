/**
 * Loaded into every thread of a build by NODE_OPTIONS: whoever looks up a host or opens a connection is
 * noted in the file that REFUSALS names, and gets an error. Pipes and sockets of this machine are let be.
 */
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const notes = process.env["REFUSALS"] ?? "";

function refuse(what: string): never {
  appendFileSync(notes, `${what}\n`);
  throw new Error(`The network is refused: ${what}`);
}

function isLocal([first]: readonly unknown[]): boolean {
  // `net.connect` hands its arguments over as one list.
  const target: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof target === "string") return Number.isNaN(Number(target));
  return typeof target === "object" && target !== null && "path" in target && Boolean(target.path);
}

type Connect = (this: net.Socket, ...words: unknown[]) => net.Socket;
const prototype = net.Socket.prototype as unknown as { connect: Connect };
const { connect } = prototype;
prototype.connect = function refuseOrConnect(...words) {
  return isLocal(words) ? connect.apply(this, words) : refuse(`connect ${JSON.stringify(words)}`);
};
globalThis.fetch = (target) => refuse(`fetch ${JSON.stringify(target)}`);
dgram.createSocket = () => refuse("createSocket");
const lookups = ["lookup", "resolve", "resolve4", "resolve6", "resolveAny"] as const;
for (const name of lookups) {
  for (const object of [dns, dns.promises]) {
    Object.assign(object, { [name]: (host: unknown) => refuse(`${name} ${String(host)}`) });
  }
}
syncBuiltinESMExports();

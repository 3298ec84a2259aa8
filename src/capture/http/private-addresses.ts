import { BlockList, isIP } from "node:net";

/** The key `allowPrivate`: all private networks, none, or networks, addresses and names of hosts. */
export type AllowedPrivate = boolean | readonly string[];

/** Whether a host may be asked at one of its addresses; to be called for every address that a name stands for. */
export type AddressRule = (host: string, address: string) => "allowed" | "private" | "never";

/**
 * Makes the rule. Public addresses are allowed. `true` allows loopback and private networks; a list allows
 * its networks, and for its names what `true` would. Link-local addresses, and those where clouds give secrets to
 * whoever asks from inside, are never allowed, in whatever way they are written.
 */
export function createAddressRule(allowed: AllowedPrivate): AddressRule {
  const places = typeof allowed === "boolean" ? [] : allowed;
  const names = new Set(places.map((place) => place.toLowerCase()));
  const networks = toBlockList(places.filter((place) => isIP(place.split("/")[0] ?? "") !== 0));
  return (host, address) => {
    if (secretNames.has(host.toLowerCase())) return "never";
    if (isIP(address) === 0) return "private";
    const forms = [address, ...findEmbedded(address)];
    if (forms.some((form) => contains(secrets, form))) return "never";
    if (!isPrivateAddress(address)) return "allowed";
    const isAllowed = (form: string) =>
      contains(networks, form) ||
      ((allowed === true || names.has(host.toLowerCase())) && contains(inside, form));
    return forms.some(isAllowed) ? "allowed" : "private";
  };
}

/**
 * Whether an IP address is no public one: loopback, private, link-local, shared, multicast, reserved
 * (the special-purpose registries of RFC 6890 and what came after). What is no address counts too.
 */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  if (version === 4) return privateAddresses.check(address, "ipv4");
  const bare = address.split("%")[0] ?? address;
  return !publicIpv6.check(bare, "ipv6") || privateAddresses.check(bare, "ipv6");
}

const privateAddresses = toBlockList([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // Inside the public range: protocol assignments with Teredo, documentation, 6to4.
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
]);

// All global unicast addresses that were ever given out; ::1, fc00::, fe80:: and ::ffff: are not in it.
const publicIpv6 = toBlockList(["2000::/3"]);

/** Networks of one's own (RFC 1918, 4193, 6598) and one's own machine. */
const inside = toBlockList(
  "127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 ::1 fc00::/7".split(" "),
);

/** Link-local addresses, and the metadata services of clouds that have theirs elsewhere. */
const secrets = toBlockList([
  "169.254.0.0/16",
  "fe80::/10",
  "fd00:ec2::/32",
  "fd20:ce::254",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
]);

/** The names that clouds give to these addresses. */
const secretNames = new Set([
  "metadata.google.internal",
  "metadata.goog",
  "instance-data.ec2.internal",
]);

function toBlockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", bits] = range.split("/");
    const family = isIP(network) === 4 ? "ipv4" : "ipv6";
    list.addSubnet(
      network,
      bits === undefined ? (family === "ipv4" ? 32 : 128) : Number(bits),
      family,
    );
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  const bare = address.split("%")[0] ?? address;
  return list.check(bare, isIP(bare) === 4 ? "ipv4" : "ipv6");
}

/** The IPv4 address inside an IPv6 one: mapped, compatible, translated (RFC 6052, 8215), 6to4. */
function findEmbedded(address: string): string[] {
  const bare = address.split("%")[0] ?? address;
  if (isIP(bare) !== 6) return [];
  const groups = readGroups(bare);
  const start = groups.join(":");
  if (start.startsWith("2002:")) return [toIpv4(groups[1] ?? "0", groups[2] ?? "0")];
  const isWrapped = /^0:0:0:0:(?:0:(?:0|ffff)|ffff:0):/.test(start) || start.startsWith("64:ff9b:");
  return isWrapped ? [toIpv4(groups[6] ?? "0", groups[7] ?? "0")] : [];
}

/** The eight groups, which the URL parser writes in one way. */
function readGroups(address: string): string[] {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  return [...before, ...Array<string>(8 - before.length - after.length).fill("0"), ...after];
}

function toIpv4(high: string, low: string): string {
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join(".");
}

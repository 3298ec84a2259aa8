import { isIP } from "node:net";
import ip from "ipaddr.js";

/** The key `allowPrivate`: all private networks, none, or networks, addresses and names of hosts. */
export type AllowedPrivate = boolean | readonly string[];

/** Whether a host may be asked at one of its addresses; to be called for every address that a name stands for. */
export type AddressRule = (host: string, address: string) => "allowed" | "private" | "never";

type Address = ip.IPv4 | ip.IPv6;
type Network = [Address, number];

/**
 * Makes the rule. Public addresses are allowed. `true` allows loopback and private networks; a list allows
 * its networks, and for its names what `true` would. Link-local addresses, and those where clouds give secrets to
 * whoever asks from inside, are never allowed, in whatever way they are written.
 */
export function createAddressRule(allowed: AllowedPrivate): AddressRule {
  const places = typeof allowed === "boolean" ? [] : allowed;
  const names = new Set(places.map((place) => place.toLowerCase()));
  const networks = places
    .filter((place) => isIP(place.split("/")[0] ?? "") !== 0)
    .map(parseNetwork);
  return (host, text) => {
    if (secretNames.has(host.toLowerCase())) return "never";
    if (isIP(text) === 0) return "private";
    const address = ip.parse(text);
    const forms = [address, ...findEmbedded(address)];
    if (forms.some((form) => isIn(form, secrets))) return "never";
    if (isPublic(address)) return "allowed";
    const isAllowed = (form: Address) =>
      isIn(form, networks) ||
      ((allowed === true || names.has(host.toLowerCase())) && inside.has(form.range()));
    return forms.some(isAllowed) ? "allowed" : "private";
  };
}

/**
 * Whether an IP address is no public one: loopback, private, link-local, shared, multicast, reserved
 * (the special-purpose registries of RFC 6890 and what came after). What is no address counts too.
 */
export function isPrivateAddress(text: string): boolean {
  return isIP(text) === 0 || !isPublic(ip.parse(text));
}

function isPublic(address: Address): boolean {
  return address.range() === "unicast" && (address.kind() === "ipv4" || isIn(address, globalIpv6));
}

/** All global unicast addresses that were ever given out. */
const globalIpv6 = [parseNetwork("2000::/3")];

/** Networks of one's own (RFC 1918, 4193, 6598) and one's own machine. */
const inside = new Set(["loopback", "private", "carrierGradeNat", "uniqueLocal"]);

/** Link-local addresses, and the metadata services of clouds that have theirs elsewhere. */
const secrets = [
  "169.254.0.0/16",
  "fe80::/10",
  "fd00:ec2::/32",
  "fd20:ce::254",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
].map(parseNetwork);

/** The names that clouds give to these addresses. */
const secretNames = new Set([
  "metadata.google.internal",
  "metadata.goog",
  "instance-data.ec2.internal",
]);

/** A network, or an address as a network of its own. */
function parseNetwork(text: string): Network {
  if (text.includes("/")) return ip.parseCIDR(text);
  const address = ip.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function isIn(address: Address, networks: readonly Network[]): boolean {
  return networks.some((network) => network[0].kind() === address.kind() && address.match(network));
}

/** What translators use, and what is kept for them. */
const translated = [parseNetwork("64:ff9b::/32")];

/** The IPv4 address inside an IPv6 one: mapped, compatible, translated (RFC 6052, 8215), 6to4. */
function findEmbedded(address: Address): Address[] {
  if (address.kind() === "ipv4") return [];
  const bytes = address.toByteArray();
  const range = address.range();
  if (range === "6to4") return [ip.fromByteArray(bytes.slice(2, 6))];
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0);
  const isWrapped =
    isCompatible || ["ipv4Mapped", "rfc6145"].includes(range) || isIn(address, translated);
  return isWrapped ? [ip.fromByteArray(bytes.slice(12))] : [];
}

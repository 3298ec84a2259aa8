import { BlockList, isIP } from "node:net";

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

const privateAddresses = new BlockList();
for (const range of [
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
]) {
  const [network = "", bits] = range.split("/");
  privateAddresses.addSubnet(network, Number(bits), "ipv4");
}
// Inside the public range: protocol assignments with Teredo, documentation, 6to4.
for (const range of ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]) {
  const [network = "", bits] = range.split("/");
  privateAddresses.addSubnet(network, Number(bits), "ipv6");
}

// All global unicast addresses that were ever given out; ::1, fc00::, fe80:: and ::ffff: are not in it.
const publicIpv6 = new BlockList();
publicIpv6.addSubnet("2000::", 3, "ipv6");

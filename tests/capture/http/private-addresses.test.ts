import { expect, test } from "vitest";
import {
  type AllowedPrivate,
  createAddressRule,
  isPrivateAddress,
} from "../../../src/capture/http/private-addresses.ts";

test.each([
  ..."0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1".split(" "),
  ..."172.31.255.255 192.0.0.8 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255".split(" "),
  ...":: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::7f00:1 fc00::1 fd12::1 fe80::1 fe80::1%eth0".split(
    " ",
  ),
  ..."ff02::1 64:ff9b::7f00:1 2001:db8::1 2001::1 2002:7f00:1::1 3fff::1".split(" "),
  ..."localhost 127.1 010.0.0.1 1.2.3".split(" "),
])("%s is private", (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(
  "1.1.1.1 8.8.8.8 172.15.0.1 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450:4001::1".split(" "),
)("%s is public", (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

const metadata = [
  ..."169.254.169.254 169.254.0.1 fe80::1 fe80::1%eth0 febf::1 fd00:ec2::254 100.100.100.200".split(
    " ",
  ),
  ..."::ffff:169.254.169.254 ::ffff:a9fe:a9fe 0:0:0:0:0:ffff:a9fe:a9fe ::a9fe:a9fe".split(" "),
  ..."64:ff9b::a9fe:a9fe 64:ff9b:1::a9fe:a9fe 2002:a9fe:a9fe::1 ::ffff:0:a9fe:a9fe".split(" "),
  ..."::ffff:100.100.100.200 fd20:ce::254 168.63.129.16 192.0.0.192".split(" "),
];

test.each(metadata)("%s is never asked, whatever is allowed", (address) => {
  const everything = ["0.0.0.0/0", "::/0", "100.100.0.0/16", "fd00::/8", "cloud.example", address];
  for (const allowed of [true, false, everything]) {
    expect(createAddressRule(allowed)("cloud.example", address)).toBe("never");
  }
});

test.each<[AllowedPrivate, string, string, string]>([
  [false, "docs.example", "8.8.8.8", "allowed"],
  [false, "docs.example", "10.1.2.3", "private"],
  [true, "docs.example", "10.1.2.3", "allowed"],
  [true, "docs.example", "127.0.0.1", "allowed"],
  [true, "docs.example", "::1", "allowed"],
  [true, "docs.example", "::ffff:10.1.2.3", "allowed"],
  [true, "docs.example", "224.0.0.1", "private"],
  [true, "docs.example", "0.0.0.0", "private"],
  [["10.1.0.0/16"], "docs.example", "10.1.2.3", "allowed"],
  [["10.1.0.0/16"], "docs.example", "::ffff:10.1.2.3", "allowed"],
  [["10.1.0.0/16"], "docs.example", "10.2.2.3", "private"],
  [["10.1.0.0/16"], "docs.example", "127.0.0.1", "private"],
  [["10.1.0.0/16"], "docs.example", "8.8.8.8", "allowed"],
  [["10.1.2.3"], "docs.example", "10.1.2.4", "private"],
  [["fd12::/16"], "docs.example", "fd12::7", "allowed"],
  [["docs.intranet.example"], "docs.intranet.example", "10.1.2.3", "allowed"],
  [["docs.intranet.example"], "DOCS.intranet.example", "10.1.2.3", "allowed"],
  [["docs.intranet.example"], "other.intranet.example", "10.1.2.3", "private"],
  [[], "docs.example", "10.1.2.3", "private"],
])("allowPrivate: %j lets %s at %s be %s", (allowed, host, address, verdict) => {
  expect(createAddressRule(allowed)(host, address)).toBe(verdict);
});

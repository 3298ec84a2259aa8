import { expect, test } from "vitest";
import { isPrivateAddress } from "../../../src/capture/http/private-addresses.ts";

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

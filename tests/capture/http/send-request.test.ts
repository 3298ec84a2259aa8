/** Names that lead where no capture may go; the look-up of names is the test's own. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Connections, openConnections } from "../../../src/capture/http/send-request.ts";
import type { AllowedPrivate } from "../../../src/capture/http/private-addresses.ts";
import { type FakeHost, openHost, redirect } from "../fake-host.ts";
import { createKeeper } from "../keeper.ts";

/** What the name server says of docs.example, one answer for each question; the last one stays. */
const names = vi.hoisted(() => ({ answers: [] as string[][] }));

vi.mock("node:dns", async (load) => {
  const dns = await load<typeof import("node:dns")>();
  const lookup = (name: string, options: object, callback: (...found: unknown[]) => void) => {
    if (name !== "docs.example") {
      dns.lookup(name, options, callback);
      return;
    }
    const [now = [], ...later] = names.answers;
    if (later.length > 0) names.answers = later;
    const found = now.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    callback(null, found);
  };
  return { ...dns, lookup };
});

let host: FakeHost;
let connections: Connections | null = null;
beforeEach(async () => {
  host = await openHost({ "/a.md": "# a\n" });
});
afterEach(() => {
  connections?.close();
  return host.close();
});

function answer(...answers: string[][]): void {
  names.answers = answers;
}

async function ask(name: string, allowPrivate: AllowedPrivate): Promise<string> {
  connections = openConnections({ seconds: 5, maxBytes: 1000, allowPrivate });
  const url = new URL(`http://${name}:${new URL(host.origin).port}/a.md`);
  const { body } = await connections.send(url, { connection: "close" });
  return body.toString();
}

describe("a name is asked at the addresses that were checked", () => {
  test("a private one where it is allowed", async () => {
    answer(["127.0.0.1"]);
    expect(await ask("docs.example", true)).toBe("# a\n");
    expect(await ask("docs.example", ["docs.example"])).toBe("# a\n");
    expect(await ask("docs.example", ["127.0.0.0/8"])).toBe("# a\n");
  });

  test.each<[string, AllowedPrivate]>([
    ["127.0.0.1", false],
    ["127.0.0.1", ["10.0.0.0/8", "other.example"]],
    ["::1", ["127.0.0.0/8"]],
  ])("%s is private where %j is allowed", async (address, allowed) => {
    answer([address]);
    await expect(ask("docs.example", allowed)).rejects.toThrow("has a private address");
    expect(host.asked).toEqual([]);
  });

  test.each(["169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "fd00:ec2::254"])(
    "%s never, behind a name or by itself",
    async (address) => {
      answer([address]);
      await expect(ask("docs.example", true)).rejects.toThrow("no capture asks those");
      await expect(ask("docs.example", ["docs.example"])).rejects.toThrow("no capture asks those");
      const itself = address.includes(":") ? `[${address}]` : address;
      await expect(ask(itself, true)).rejects.toThrow("no capture asks those");
    },
  );

  test("one of several that may not be asked is left out", async () => {
    answer(["169.254.169.254", "127.0.0.1"]);
    expect(await ask("docs.example", true)).toBe("# a\n");
  });

  test("every connection looks the name up and checks it again", async () => {
    answer(["127.0.0.1"], ["169.254.169.254"]);
    connections = openConnections({ seconds: 5, maxBytes: 1000, allowPrivate: true });
    const url = new URL(`http://docs.example:${new URL(host.origin).port}/a.md`);
    await connections.send(url, { connection: "close" });
    await expect(connections.send(url, {})).rejects.toThrow("no capture asks those");
    expect(host.asked).toHaveLength(1);
  });
});

describe("a page's redirect", () => {
  const capture = (hosts: string[], more: object = {}) => {
    const urls = [{ url: `${host.origin}/b.md`, path: "b.md" }];
    return createKeeper({ kind: "urls", urls, hosts, robots: "ignore", ...more }).capture(1);
  };

  test.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://2852039166/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://metadata.google.internal/computeMetadata/v1/",
  ])("to %s is refused, even where everything is listed", async (target) => {
    host.routes.set("/b.md", redirect(target));
    const [listed] = (await capture([new URL(target).host.replaceAll(/[[\]]/g, "")])).failures;
    expect(listed?.reason).toContain("no capture asks those");
    const [unlisted] = (await capture([])).failures;
    expect(unlisted?.reason).toContain("no capture asks those");
    expect(unlisted?.reason).not.toContain("hosts:");
  });

  test("to a listed name behind which a metadata service stands is refused", async () => {
    answer(["169.254.169.254"]);
    host.routes.set("/b.md", redirect("http://docs.example/latest/meta-data/"));
    const [failure] = (await capture(["docs.example"])).failures;
    expect(failure?.reason).toContain("no capture asks those");
  });

  test("to another host of the same machine is followed only where it is listed", async () => {
    const other = await openHost({ "/b.md": "# secret\n" });
    try {
      host.routes.set("/b.md", redirect(`${other.origin}/b.md`));
      const unlisted = await capture([]);
      expect(unlisted.failures).toHaveLength(1);
      expect(unlisted.stamp).toBeNull();
      expect(other.asked).toEqual([]);
      expect((await capture([new URL(other.origin).host])).verdict).toBe("changed");
    } finally {
      await other.close();
    }
  });
});

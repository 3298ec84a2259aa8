import { expect, test } from "vitest";
import { decodeText, toUtf8 } from "../../../src/capture/pages/decode-text.ts";

const latin = (text: string) => Buffer.from(text, "latin1");

test.each<[string, Buffer, string, string]>([
  ["the header", latin("caf\xe9"), "text/html; charset=ISO-8859-1", "café"],
  ["the header, quoted", latin("\x80"), 'text/html; charset="windows-1252"', "€"],
  [
    "the page's head",
    latin('<meta charset="latin1">caf\xe9'),
    "text/html",
    '<meta charset="latin1">café',
  ],
  [
    "an older head",
    latin('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">\xc1'),
    "text/html",
    '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">а',
  ],
  ["a byte order mark before all", Buffer.from("\uFEFFé"), "text/html; charset=latin1", "é"],
  ["UTF-16 with its mark", Buffer.from("\uFEFFé", "utf16le"), "", "é"],
  ["UTF-8 where nothing is said", Buffer.from("é"), "text/html", "é"],
  ["UTF-8 where nonsense is said", Buffer.from("é"), "text/html; charset=tide", "é"],
  [
    "a head that cannot be right",
    Buffer.from('<meta charset="utf-16">é'),
    "",
    '<meta charset="utf-16">é',
  ],
])("decodes by %s", (_, bytes, contentType, text) => {
  expect(decodeText(bytes, contentType)).toBe(text);
});

test("a document becomes UTF-8 only where it is not and the server knows better", () => {
  const bytes = latin("caf\xe9");
  expect(Buffer.from(toUtf8(bytes, "text/plain; charset=latin1")).toString()).toBe("café");
  expect(toUtf8(bytes, "text/plain")).toBe(bytes);
  expect(toUtf8(bytes, "text/plain; charset=tide")).toBe(bytes);
  const fine = Buffer.from("\uFEFFcafé");
  expect(toUtf8(fine, "text/plain; charset=latin1")).toBe(fine);
});

test.each<[string, Buffer, string]>([
  ["by the header", Buffer.from("# Tides\n\ncafé\n", "utf16le"), "text/markdown; charset=utf-16le"],
  ["without its end", Buffer.from("# Tides\n\ncafé\n", "utf16le"), "text/markdown; charset=UTF-16"],
  [
    "the other way round",
    Buffer.from("# Tides\n\ncafé\n", "utf16le").swap16(),
    "text/markdown; charset=utf-16",
  ],
  ["by its mark", Buffer.from("\uFEFF# Tides\n\ncafé\n", "utf16le"), "text/markdown"],
  [
    "against the header",
    Buffer.from("\uFEFF# Tides\n\ncafé\n", "utf16le"),
    "text/plain; charset=utf-8",
  ],
])("a document in UTF-16, %s, becomes UTF-8", (_, bytes, contentType) => {
  expect(Buffer.from(toUtf8(bytes, contentType)).toString()).toBe("# Tides\n\ncafé\n");
});

test("a document in UTF-8 whose server says UTF-16 stays as it is", () => {
  const bytes = Buffer.from("# Tides\n\ncafé\n");
  expect(toUtf8(bytes, "text/markdown; charset=utf-16")).toBe(bytes);
});

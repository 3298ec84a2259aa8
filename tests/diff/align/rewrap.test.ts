import { describe, expect, it } from "vitest";
import { showAlignment } from "../show-alignment.ts";

describe("a paragraph that was re-wrapped", () => {
  it("has no marks where no word changed", () => {
    expect(
      showAlignment(
        `
The server sends a message
to every client that has
subscribed.`,
        `
The server sends a message to every
client that has subscribed.`,
      ),
    ).toBe(
      `
<~ The server sends a message
>~ The server sends a message to every
-~ to every client that has
<~ subscribed.
>~ client that has subscribed.`.trim(),
    );
  });

  it("has marks on the words that changed, and no others", () => {
    expect(
      showAlignment(
        `
The server sends a message
to every client that has
subscribed to the topic.`,
        `
The server sends a short message to
every client that has subscribed to
the topic.`,
      ),
    ).toBe(
      `
<~ The server sends a message
>~ The server sends a {+short+} message to
<~ to every client that has
>~ every client that has subscribed to
<~ subscribed to the topic.
>~ the topic.`.trim(),
    );
  });

  it("keeps a small word that went over to the next line", () => {
    expect(
      showAlignment(
        `
The gauge gives back a warning if it is
not moored. Read again.`,
        `
The gauge gives back a warning if it
is not moored. Wait again.`,
      ),
    ).toBe(
      `
<~ The gauge gives back a warning if it is
>~ The gauge gives back a warning if it
<~ not moored. [-Read-] again.
>~ is not moored. {+Wait+} again.`.trim(),
    );
  });

  it("is no list whose numbers went up", () => {
    expect(
      showAlignment(
        `
1. Lower the anchor.
2. Read the gauge.`,
        `
1. Tell the harbour office.
2. Lower the anchor.
3. Read the gauge.`,
      ),
    ).toBe(
      `
+ 1. Tell the harbour office.
< [-1-]. Lower the anchor.
> {+2+}. Lower the anchor.
< [-2-]. Read the gauge.
> {+3+}. Read the gauge.`.trim(),
    );
  });

  it("is compared across a mark that crosses a line break", () => {
    expect(
      showAlignment(
        `
Clients that lose the connection should wait
for a moment and try it again later on.`,
        `
Clients that lose the connection should back
off exponentially, then wait for a moment
and try it again later on.`,
      ),
    ).toBe(
      `
<~ Clients that lose the connection should wait
>~ Clients that lose the connection should {+back+}
+~ {+off exponentially, then+} wait for a moment
<~ for a moment and try it again later on.
>~ and try it again later on.`.trim(),
    );
  });

  it("may be quoted", () => {
    expect(
      showAlignment(
        `
> The server sends a message to
> every client that has subscribed.`,
        `
> The server sends a message
> to every client that has
> subscribed.`,
      ),
    ).not.toMatch(/\{\+|\[-|^[-+] /m);
  });

  it("keeps the mark of a quote that was added", () => {
    expect(
      showAlignment(
        "The server sends a message to\nevery client.",
        "> The server sends a message\n> to every client.",
      ),
    ).toContain("{+>+}");
  });

  it("may break at a JSX blank", () => {
    expect(showAlignment('Click{" "}\nhere to go on', "Click here to go on", "mdx")).toBe(
      '-~ Click{" "}\n<~ here to go on\n>~ Click here to go on',
    );
  });

  it("leaves lines that were added behind it alone", () => {
    expect(
      showAlignment(
        `
The server sends a message to every client.`,
        `
The server sends a message
to every client.
Nothing of this stood there before today.`,
      ),
    ).toMatch(/^\+ Nothing of this stood there before today\.$/m);
  });

  it("is none where a line was only edited", () => {
    expect(
      showAlignment(
        "Keep the key safe.\nRotate it monthly.",
        "Keep the key very safe.\nRotate it weekly.",
      ),
    ).not.toContain("~");
  });

  it("is none in plain text, whose line breaks count", () => {
    const plain = showAlignment(
      "one two three four\nfive six seven eight",
      "one two three\nfour five six seven eight",
      "plain",
    );
    expect(plain).not.toContain("~");
    expect(plain).toContain("[-four-]");
  });
});

/** Colours a line of diff2html as its page code does in a browser: highlight.js on the text, the word marks kept. */

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#x2F;": "/",
};

/** Tags, character references, and text between them. */
const parts = /<(\/?)(?:ins|del)>|&(?:amp|lt|gt|quot|#x27|#x2F);|[^<&]+/g;
const highlightedParts = /<[^>]*>|&[^;]*;|[^<&]+/g;

interface ColourMark {
  readonly tag: string;
  /** Columns of the line. */
  readonly start: number;
  end: number;
}

/** `content` is the HTML of the line's text as diff2html writes it; `highlight` gives HTML of text. */
export function colourLine(content: string, highlight: (text: string) => string): string {
  const marks: ColourMark[] = [];
  let text = "";
  for (const [part, closing] of content.matchAll(parts)) {
    const last = marks.at(-1);
    if (closing === undefined) text += entities[part] ?? part;
    else if (closing === "") marks.push({ tag: part.slice(1, -1), start: text.length, end: -1 });
    else if (last) last.end = text.length;
  }
  const highlighted = highlight(text);
  return marks.length === 0 ? highlighted : layMarks(highlighted, marks);
}

/** Marks end and begin anew where a span does. */
function layMarks(highlighted: string, marks: readonly ColourMark[]): string {
  let html = "";
  let at = 0;
  let next = 0;
  for (const [part] of highlighted.matchAll(highlightedParts)) {
    if (part.startsWith("<")) {
      html += part;
      continue;
    }
    const end = at + (part.startsWith("&") ? 1 : part.length);
    let from = at;
    while (from < end) {
      while ((marks[next]?.end ?? Infinity) <= from) next += 1;
      const mark = marks[next];
      const isMarked = mark !== undefined && mark.start <= from;
      const to = Math.min(end, isMarked ? mark.end : (mark?.start ?? end));
      const text = part.startsWith("&") ? part : part.slice(from - at, to - at);
      html += isMarked ? `<${mark.tag}>${text}</${mark.tag}>` : text;
      from = to;
    }
    at = end;
  }
  return html;
}

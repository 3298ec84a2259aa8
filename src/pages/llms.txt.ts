/** Where a language model finds the facts. */
import { readArchive } from "../archive/facts.ts";
import { writeLlms } from "../site/text/llms.ts";

export function GET(): Response {
  return new Response(writeLlms(readArchive()), {
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}

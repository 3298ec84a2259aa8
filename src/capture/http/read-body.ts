import type { IncomingMessage } from "node:http";
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { RequestFailure } from "./failure.ts";

/** What `readBody` can undo, for the header `Accept-Encoding`. */
export const acceptedEncodings = "gzip, deflate, br";

/**
 * Reads a whole body and undoes its compression. Throws RequestFailure for more than `maxBytes`,
 * before or after, so that a small answer cannot become a large one, and for unknown compressions;
 * what the streams throw (a cut or broken body) is passed on.
 */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encodings = (response.headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  try {
    const decoders = encodings.toReversed().map(createDecoder);
    const length = Number(response.headers["content-length"] ?? 0);
    if (length > maxBytes) throw tooLarge(maxBytes);
    let received = 0;
    response.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (received > maxBytes) response.destroy(tooLarge(maxBytes));
    });
    return await collect(join(response, decoders), maxBytes);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

async function collect(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
  }
  return Buffer.concat(chunks);
}

function join(response: IncomingMessage, decoders: readonly Transform[]): AsyncIterable<Buffer> {
  const last = decoders.at(-1);
  if (!last) return response;
  // The pipeline destroys all streams when one fails, and the last one's reader gets the error.
  pipeline([response, ...decoders], () => undefined);
  return last;
}

function createDecoder(encoding: string): Transform {
  if (encoding === "gzip" || encoding === "x-gzip") return createGunzip();
  if (encoding === "deflate") return createInflate();
  if (encoding === "br") return createBrotliDecompress();
  throw new RequestFailure(
    `the answer is compressed as “${encoding}”, which was not asked for`,
    false,
  );
}

function tooLarge(maxBytes: number): RequestFailure {
  return new RequestFailure(`has more than ${String(maxBytes)} bytes (maxBytes)`, false);
}

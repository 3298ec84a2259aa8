import type { APIRoute, GetStaticPaths } from "astro";
import { readArchive, readPatch } from "../../archive/facts.ts";
import { findPair, findSource } from "../../site/lookups.ts";

export const getStaticPaths = (() =>
  readArchive().sources.flatMap(({ id, days }) =>
    days.flatMap(({ pairs }) => pairs.map(({ to }) => ({ params: { source: id, stamp: to } }))),
  )) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
  const source = findSource(readArchive(), params["source"] ?? "");
  const pair = findPair(source, params["stamp"] ?? "");
  return new Response(new Uint8Array(readPatch(pair)), {
    headers: { "content-type": "text/x-patch" },
  });
};

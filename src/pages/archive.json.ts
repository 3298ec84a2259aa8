import type { APIRoute } from "astro";
import { readArchive } from "../archive/facts.ts";
import { archiveJson } from "../site/json/write.ts";

export const GET: APIRoute = () => Response.json(archiveJson(readArchive()));

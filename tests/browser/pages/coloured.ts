import { roleElements } from "../../../src/render/highlight/roles.ts";

/** A selector of what is coloured in a line. */
export const coloured = `:is(${Object.values(roleElements).join(", ")})`;

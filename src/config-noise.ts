/**
 * The schema of `noise:` in a `source.yaml`: what changes in its documents without meaning anything. Pure.
 * Patterns are those of RE2, which takes time in proportion to the text, whatever a pattern says.
 */
import { RE2JS } from "re2js";
import { z } from "zod";
import { globs } from "./config-values.ts";

const unit = "(?:second|sec|minute|min|hour|hr|day|week|month|year)s?";
const date = String.raw`(?:\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?|\d{1,2}[./ ](?:\d{1,2}[./]|[A-Z][a-z]+\.? )\d{2,4}|[A-Z][a-z]+\.? \d{1,2},? \d{4}(?:,? (?:at )?[\d:]+(?: ?[AP]M)?)?)`;
const counted =
  "(?:views?|visits?|reads?|downloads?|installs?|stars?|forks?|likes?|followers?|subscribers?|comments?|replies|shares?|votes?|upvotes?|reactions?)";
const number = String.raw`\d[\d.,\x{a0}]*(?: ?(?:K|M|B|k|m|million|thousand))?\+?`;

/**
 * Rules that a keeper can name. Where a pattern has a group, what the group matches is the noise, else all
 * that the pattern matches.
 */
export const readyRules: Readonly<Record<string, string>> = {
  "query-strings": String.raw`(?:[a-z][a-z0-9+.-]*://|\]\(|(?:href|src|srcset)=["']|^\[[^\]]+\]:\s*)[^\s?#)"'<>]*((?:\?[^\s)"'<>#]*)?)`,
  "relative-times": String.raw`(?i)\b(?:\d+|an?|one|a few|few) ${unit} ago\b|\bin \d+ ${unit}\b|\b(?:just now|yesterday)\b|\bvor \d+ (?:Sekunden?|Minuten?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)\b|\bil y a \d+ (?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)\b|\bhace \d+ (?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?)(?:\b|$)|\d+ ?(?:秒|分|時間|日|週間|か月|年)前|\d+ ?(?:秒|分钟|小时|天|周|个月|年)前`,
  counters: String.raw`(?i)\b${counted}\*{0,2}:?\*{0,2} \(?(${number})\b|(${number}) ${counted}\b`,
  "dates-of-capture": String.raw`(?i)\b(?:captured|retrieved|fetched|crawled|accessed|downloaded|generated|rendered|archived|exported|scraped|printed)(?: (?:on|at))?:? (${date})`,
  "asset-hashes": String.raw`[-._/]([0-9a-f]{8,64}|[0-9a-f]{8}-[0-9a-f-]{27})(?:\.(?:min|chunk|bundle|module))?\.(?:m?js|css|map|json|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|mp4|webm|pdf)\b`,
};

const ruleExample = "such as {name: views, pattern: 'Views: [0-9.]+[KM]?', files: [\"**\"]}";
const ruleSchema = z
  .strictObject(
    {
      name: z
        .string("write a name for the rule, such as views")
        .regex(
          /^[a-z0-9][a-z0-9-]*$/,
          "write a name of small letters, digits and hyphens, such as views",
        ),
      pattern: z
        .string("write a regular expression")
        .refine(
          isNoisePattern,
          "write a regular expression as RE2 knows them (no look-around, no back-references) that does not match the empty text",
        )
        .optional(),
      files: globs('["**/*.md"]').default(["**"]),
      announce: z
        .boolean("write true or false: whether feeds tell days of nothing but such noise")
        .default(false),
    },
    `write a rule, ${ruleExample}`,
  )
  .refine(
    ({ name, pattern }) => pattern !== undefined || name in readyRules,
    `write a pattern too, ${ruleExample}; without one the ready rules are ${Object.keys(readyRules).join(", ")}`,
  );

/** A ready rule may stand by its name alone. */
const rule = z
  .preprocess((value) => (typeof value === "string" ? { name: value } : value), ruleSchema)
  .transform(({ pattern, ...rest }) => ({
    ...rest,
    pattern: pattern ?? readyRules[rest.name] ?? "",
  }));

/** Rules, or ready ones by name; each name once. */
export const noiseSchema = z
  .array(rule, `write a list of rules, ${ruleExample}, or of names of ready ones`)
  .refine(
    (rules) => new Set(rules.map(({ name }) => name)).size === rules.length,
    "write each name once",
  );

function isNoisePattern(pattern: string): boolean {
  try {
    return !RE2JS.compile(pattern).matcher("").find();
  } catch {
    return false;
  }
}

import type { ConfigData } from "html-validate";

/** What the HTML standard demands, as html-validate's presets gather it; no rule is about style. */
export const htmlRules: ConfigData = {
  root: true,
  extends: ["html-validate:standard", "html-validate:document"],
  elements: ["html5"],
  rules: {
    // Nothing comes from another host, and the policy of every page allows no other: a hash in the page
    // would add nothing. The standard does not ask for it.
    "require-sri": "off",
  },
};

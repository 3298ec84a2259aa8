/** The fields that choose two snapshots: for each a date and a place on the line of all snapshots. */
import { dateOf, showStamp } from "../../stamp.ts";
import { addDays } from "../../site/text/dates.ts";
import type { VersionIndex } from "../../versions/format.ts";
import { findSnapshot } from "../../versions/read-index.ts";
import { find } from "./find.ts";

/** Numbers of snapshots in the index. */
export interface Ends {
  readonly from: number;
  readonly to: number;
}

export interface EndFields {
  readonly show: (ends: Ends) => void;
}

const names = ["from", "to"] as const;
type End = (typeof names)[number];

interface Field {
  readonly date: HTMLInputElement;
  readonly line: HTMLInputElement;
  readonly stamp: HTMLElement;
}

/** Makes the form's fields fit the index and tells of every choice. */
export function prepareFields(
  form: HTMLFormElement,
  index: VersionIndex,
  onChoice: (ends: Ends) => void,
): EndFields {
  const { snapshots } = index;
  const newest = snapshots.length - 1;
  let ends: Ends = { from: 0, to: newest };
  const fields = { from: findField(form, "from"), to: findField(form, "to") };

  const show = (now: Ends) => {
    ends = now;
    for (const name of names) write(fields[name], snapshots[ends[name]] ?? "", ends[name]);
  };
  const choose = (now: Ends) => {
    show(now);
    onChoice(now);
  };
  const numberAt = (text: string) => Math.max(findSnapshot(index, text) ?? 0, 0);

  for (const name of names) {
    const { date, line, stamp } = fields[name];
    date.min = dateOf(snapshots[0] ?? "");
    line.max = String(newest);
    line.disabled = newest === 0;
    // What is typed so far stays as it is: the document may have no active element between two of its parts.
    date.addEventListener("focus", () => {
      date.dataset["typed"] = "";
    });
    // A year that is being typed is one of antiquity at first.
    date.addEventListener("change", () => {
      if (date.validity.valid && date.value !== "")
        choose({ ...ends, [name]: numberAt(date.value) });
    });
    date.addEventListener("blur", () => {
      delete date.dataset["typed"];
      if (date.value !== "" && !date.validity.valid)
        choose({ ...ends, [name]: numberAt(date.value) });
      else show(ends);
    });
    line.addEventListener("input", () => {
      const at = Number(line.value);
      write({ date, line, stamp }, snapshots[at] ?? "", at);
    });
    line.addEventListener("change", () => {
      choose({ ...ends, [name]: Number(line.value) });
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
  });
  onClick(form, "swap", () => {
    choose({ from: ends.to, to: ends.from });
  });
  onClick(form, "week", () => {
    // The same moment seven days before.
    const to = snapshots[ends.to] ?? "";
    choose({ ...ends, from: numberAt(addDays(dateOf(to), -7) + to.slice(10)) });
  });
  onClick(form, "newest", () => {
    choose({ ...ends, to: newest });
  });
  return { show };
}

function findField(form: HTMLFormElement, name: End): Field {
  return {
    date: find(form, `input[type=date][name=${name}]`),
    line: find(form, `input[type=range][name=${name}-line]`),
    stamp: find(form, `output[name=${name}-stamp]`),
  };
}

function write({ date, line, stamp }: Field, text: string, number: number): void {
  if (!("typed" in date.dataset)) date.value = dateOf(text);
  line.value = String(number);
  line.setAttribute("aria-valuetext", showStamp(text));
  stamp.textContent = showStamp(text);
}

/** Calls `act` when the button that has this name is pressed. */
export function onClick(root: ParentNode, name: string, act: () => void): void {
  root.querySelector(`button[name=${name}]`)?.addEventListener("click", act);
}

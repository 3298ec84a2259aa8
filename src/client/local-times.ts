/**
 * Times stand on pages in UTC, as snapshots are named. A button, made here because nothing but a script
 * can know the reader's zone, turns them into the reader's own time and back; the choice is remembered.
 */
import { recall, remember } from "./remember.ts";
import { make } from "./make.ts";

const key = "tidemark-times";

/** Puts the button into the page's header, where the page tells any time of day. */
export function offerLocalTimes(): void {
  const times = [...document.querySelectorAll<HTMLTimeElement>("time[datetime*=T]")];
  const place = document.querySelector("[data-tools]");
  if (times.length === 0 || !place) return;
  const written = new Map(times.map((time) => [time, time.textContent]));
  const button = make("button", { type: "button" });
  const show = (local: boolean) => {
    for (const time of times) {
      time.textContent = local ? showLocal(time) : (written.get(time) ?? "");
    }
    button.textContent = local ? "Times: yours" : "Times: UTC";
    button.title = local ? "Show all times in UTC" : "Show all times in your own time zone";
  };
  let local = recall(key) === "local";
  show(local);
  button.addEventListener("click", () => {
    local = !local;
    remember(key, local ? "local" : "utc");
    show(local);
  });
  place.prepend(button);
}

/** In the form in which it stands: a full stamp, a day of a month with its time, or a time alone. */
function showLocal(element: HTMLTimeElement): string {
  const time = new Date(element.dateTime);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", options).format(time);
  const clock = format({ hour: "2-digit", minute: "2-digit" });
  if (element.closest("[data-times=days]")) {
    return `${format({ weekday: "short" })} ${format({ day: "numeric" })} ${clock}`;
  }
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((number) => String(number).padStart(2, "0"))
    .join("-");
  if (element.matches("[data-times=clock]")) {
    return date === element.dateTime.slice(0, 10)
      ? clock
      : `${clock} on ${format({ day: "numeric", month: "long" })}`;
  }
  const zone = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" })
    .formatToParts(time)
    .find(({ type }) => type === "timeZoneName")?.value;
  return `${date} ${clock} ${zone ?? ""}`.trimEnd();
}

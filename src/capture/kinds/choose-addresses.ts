import picomatch from "picomatch";
import type { ListCaptureConfig, WebCaptureConfig } from "../../config-capture.ts";
import { decodeAddress } from "../file-paths.ts";

/** The hosts whose addresses a list may name: its own and those of the key `hosts`. */
export function listHosts(config: Pick<ListCaptureConfig, "url" | "hosts">): Set<string> {
  return new Set([new URL(config.url).host, ...config.hosts]);
}

/** The hosts that redirects may lead to. */
export function listRedirectHosts(config: WebCaptureConfig): Set<string> {
  if (config.kind !== "urls") return listHosts(config);
  return new Set([...config.urls.map(({ url }) => new URL(url).host), ...config.hosts]);
}

/** Of the addresses that a list names, those at its hosts that its globs take: each once, in order. */
export function chooseAddresses(addresses: readonly string[], config: ListCaptureConfig): string[] {
  const hosts = listHosts(config);
  const isWanted = picomatch(config.include, { dot: true });
  const isUnwanted = picomatch(config.exclude, { dot: true });
  const chosen = addresses.flatMap((address) => {
    const url = URL.parse(address, config.url);
    if (!url || !/^https?:$/.test(url.protocol) || !hosts.has(url.host)) return [];
    url.hash = "";
    const path = decodeAddress(url.pathname.slice(1));
    return isWanted(path) && !isUnwanted(path) ? [url.href] : [];
  });
  return [...new Set(chosen)];
}

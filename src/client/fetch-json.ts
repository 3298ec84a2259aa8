/** Fetches JSON that this very build wrote. Rejects where it cannot be had. */
export async function fetchJson<Shape>(address: URL | string): Promise<Shape> {
  return (await (await fetchFile(address)).json()) as Shape;
}

/** Fetches a file. Rejects where it cannot be had, or once `signal` is aborted. */
export async function fetchFile(
  address: URL | string,
  signal: AbortSignal | null = null,
): Promise<Response> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${String(address)} answers ${String(response.status)}.`);
  return response;
}

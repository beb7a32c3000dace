/** Loads a part of the library at the first call, and hands on what came at all later ones: of two hundred figures each asks. What did not come is asked for again. */
export function once<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let coming: Promise<Part> | undefined;
  return () => (coming ??= load().catch((error: unknown) => {
    coming = undefined;
    throw error;
  }));
}

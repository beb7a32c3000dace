/** A priority queue: `pop` gives the entry with the least `low`. */
export interface Heap<Entry extends { readonly low: number }> {
  readonly push: (entry: Entry) => void;
  readonly pop: () => Entry | undefined;
  /** All that is in it, in no order. */
  readonly entries: () => readonly Entry[];
}

/** A binary heap (Williams 1964). */
export function heap<Entry extends { readonly low: number }>(): Heap<Entry> {
  const list: Entry[] = [];
  const swap = (i: number, j: number) => { [list[i], list[j]] = [list[j]!, list[i]!]; };
  const low = (i: number) => (i < list.length ? list[i]!.low : Infinity);
  return {
    entries: () => list,
    push(entry) {
      list.push(entry);
      for (let i = list.length - 1, parent; i > 0 && low((parent = (i - 1) >> 1)) > low(i); i = parent) swap(i, parent);
    },
    pop() {
      if (list.length === 0) return undefined;
      swap(0, list.length - 1);
      const entry = list.pop();
      for (let i = 0; ;) {
        const child = low(2 * i + 2) < low(2 * i + 1) ? 2 * i + 2 : 2 * i + 1;
        if (!(low(child) < low(i))) return entry;
        swap(i, child);
        i = child;
      }
    },
  };
}

// What one figure or one call may ask of a machine. What is beyond is refused in a sentence that says what was given and what is allowed.

/** Nodes of a grid: at this many a field has 256 MiB in f64, and 128 MiB on a GPU, which is what every one binds at once. */
export const MAX_NODES = 4096 * 4096;

/** Cells of samples, a target beside each row's features: a tenth of a gigabyte for each copy that a solver keeps. */
export const MAX_CELLS = 10_000_000;

/** Losses of one sample at one node in a single field: some minutes of one core. */
export const MAX_TERMS = 2 ** 36;

/** Bytes of samples that the page's worker keeps; those asked for longest ago are let go, and handed over again when they are needed. */
export const HELD_BYTES = 2 ** 29;
/** Of one row there, with what the solver and the certificate keep of it. */
export const ROW_BYTES = 160;

/** Losses of one sample at one node that the table of a figure's loss may cost, and how long it may take: then a coarser one stays. */
export const TABLE_TERMS = 1.5e9;
export const TABLE_MS = 8000;

/** The floor: a page that is asked for every frame and does nothing in it. */
export const open = () => ({ step() {} });

// Types of the tags for Svelte 5: `import type {} from 'reg-geometry/svelte'`, once in a project.
import type { HTMLAttributes } from 'svelte/elements';
import type { Listeners, Props, Tags } from './elements/markup.ts';
import './index.ts';

type Elements = { [Name in keyof Tags]: Omit<HTMLAttributes<Tags[Name]>, keyof Props<Tags[Name]>> & Props<Tags[Name]> & Listeners };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}

// Types of the tags for Vue 3 templates: `import type {} from 'reg-geometry/vue'`, once in a project.
import type { HTMLAttributes } from 'vue';
import type { Events, Props, Tags } from './elements/markup.ts';
import './index.ts';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Listeners = { [Name in keyof Events as `on${Capitalize<Camel<Name>>}`]?: ((event: Events[Name]) => void) | undefined };
type Components = { [Name in keyof Tags]: new () => { $props: Omit<HTMLAttributes, keyof Props<Tags[Name]>> & Props<Tags[Name]> & Listeners } };

declare module 'vue' {
  interface GlobalComponents extends Components {}
}

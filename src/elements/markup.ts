import type { RegElement } from './element.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Writable<Element, Each extends keyof Element> = Same<Pick<Element, Each>, { -readonly [Key in Each]: Element[Key] }>;
type Inner = keyof RegElement | 'engine' | 'scene' | 'complaint' | 'movable';
type Method = (...given: never[]) => unknown;
type Name<Element, Each extends keyof Element> = Each extends Inner ? never : Element[Each] extends Method ? never : Writable<Element, Each> extends true ? Each : never;

/** What may be written on an element's tag in a template: its attributes, as text or as its properties take them, and `problem`. */
export type Props<Element> = { [Each in keyof Element as Name<Element, Each>]?: Element[Each] | undefined };

/** The library's elements by their tags. */
export type Tags = { [Name in keyof HTMLElementTagNameMap as Name extends `reg-${string}` ? Name : never]: HTMLElementTagNameMap[Name] };

/** The library's events by their names. */
export type Events = { [Name in keyof HTMLElementEventMap as Name extends `reg-${string}` ? Name : never]: HTMLElementEventMap[Name] };

/** Listeners as React 19 and Svelte 5 write them: `onreg-solution`. */
export type Listeners = { [Name in keyof Events as `on${Name}`]?: ((event: Events[Name]) => void) | undefined };

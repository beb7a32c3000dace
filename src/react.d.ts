// Types of the tags for React 19: `import type {} from 'reg-geometry/react'`, once in a project.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Listeners, Props, Tags } from './elements/markup.ts';
import './index.ts';

type Elements = { [Name in keyof Tags]: Omit<DetailedHTMLProps<HTMLAttributes<Tags[Name]>, Tags[Name]>, keyof Props<Tags[Name]>> & Props<Tags[Name]> & Listeners };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}

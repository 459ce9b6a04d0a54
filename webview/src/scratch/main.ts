import { ScratchPage } from './scratchPage.ts';

/** The page names the folder of our scripts on the element of this one, because only the extension knows its address. */
const resources = document.currentScript?.dataset.resources ?? '.';

new ScratchPage(document.body, resources);

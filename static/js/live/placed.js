// Custom properties of an element, set by a module: our policy forbids the style attribute.

import { noChange } from "../../vendor/lit-html/lit-html.js";
import { Directive, directive } from "../../vendor/lit-html/directive.js";

class Placed extends Directive {
  update(part, [values]) {
    for (const [name, value] of Object.entries(values)) part.element.style.setProperty(name, value);
    return noChange;
  }
}

export const placed = directive(Placed);

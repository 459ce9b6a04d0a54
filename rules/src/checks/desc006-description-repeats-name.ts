import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

/** Whoever opens the alert has read the name already. */
export const descriptionRepeatsName: Check = {
  code: 'DESC006',
  name: 'description-repeats-name',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check(context) {
    const [name, description] = [textField(context, 'name'), textField(context, 'description')];
    if (name === undefined || description === undefined || words(name.value) !== words(description.value)) return;
    yield { span: description.keySpan, message: 'The description only repeats the name; say what is found and why it matters' };
  },
};

function words(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

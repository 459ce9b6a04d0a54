import type { KqlType } from '@rulesmith/kql';
import type { DecimalValue } from './decimal.ts';
import type { Dynamic } from './dynamic.ts';
import type { Long } from './long.ts';

/**
 * One cell, as the functions of single values see it. By KQL type: bool `boolean`; int and real `number`; long and timespan `Long`; datetime
 * `Instant` (a `Long`, see `instant.ts`); decimal `DecimalValue`; string and guid `string`; dynamic `Dynamic`. Null is `null`; a string is
 * never null, a missing one is ''.
 */
export type Value = null | boolean | number | bigint | string | DecimalValue | Dynamic;

export interface TypedValue {
  readonly type: KqlType;
  readonly value: Value;
}

export type { DecimalValue, Dynamic, Long };

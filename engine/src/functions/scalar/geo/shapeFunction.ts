/** Functions of a shape: reads the shape once for a constant, and once for a dictionary value or a bag that rows share. */

import type { KqlType } from '@rulesmith/kql';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { Value } from '../../../values/value.ts';
import { type ParameterType, type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { readOnce } from './geoJson.ts';
import { type Point, validPoint } from './point.ts';

interface ShapeFunction<T> {
  readonly name: string;
  readonly read: (value: Dynamic) => T | undefined;
  /** The parameters behind the shape. */
  readonly more?: readonly ParameterType[];
  readonly optional?: number;
  readonly returns: KqlType;
  // biome-ignore lint/suspicious/noExplicitAny: as narrow as the parameter types, which TypeScript cannot relate.
  readonly kernel: (shape: T, ...more: any[]) => Value;
}

/** A function whose first argument is a shape; null where that is not valid. */
export function shapeFunction<T>({ name, read, more = [], optional, returns, kernel }: ShapeFunction<T>): ScalarFunction {
  const prepare =
    (readShape: typeof read) =>
    (value: Dynamic, ...rest: Value[]): Value => {
      const shape = readShape(value);
      return shape === undefined ? null : kernel(shape, ...rest);
    };
  return scalar(name, { parameters: ['dynamic', ...more], optional, returns, kernel: prepare(read), bind: () => prepare(readOnce(read)) });
}

interface PointAndShapeFunction<T> {
  readonly name: string;
  readonly read: (value: Dynamic) => T | undefined;
  readonly returns: KqlType;
  readonly kernel: (point: Point, shape: T, longitude: number, latitude: number) => Value;
}

/** A function of a longitude, a latitude and a shape; null where the coordinates or the shape are not valid. */
export function pointAndShapeFunction<T>({ name, read, returns, kernel }: PointAndShapeFunction<T>): ScalarFunction {
  const prepare =
    (readShape: typeof read) =>
    (longitude: number, latitude: number, value: Dynamic): Value => {
      const point = validPoint(longitude, latitude);
      const shape = point && readShape(value);
      return point === undefined || shape === undefined ? null : kernel(point, shape, longitude, latitude);
    };
  return scalar(name, { parameters: ['real', 'real', 'dynamic'], returns, kernel: prepare(read), bind: () => prepare(readOnce(read)) });
}

interface TwoShapesFunction<A, B> {
  readonly name: string;
  readonly readFirst: (value: Dynamic) => A | undefined;
  readonly readSecond: (value: Dynamic) => B | undefined;
  readonly returns: KqlType;
  readonly kernel: (first: A, second: B) => Value;
}

/** A function of two shapes; null where one of them is not valid. */
export function twoShapesFunction<A, B>({ name, readFirst, readSecond, returns, kernel }: TwoShapesFunction<A, B>): ScalarFunction {
  const prepare =
    (first: typeof readFirst, second: typeof readSecond) =>
    (a: Dynamic, b: Dynamic): Value => {
      const [left, right] = [first(a), second(b)];
      return left === undefined || right === undefined ? null : kernel(left, right);
    };
  const bind = () => prepare(readOnce(readFirst), readOnce(readSecond));
  return scalar(name, { parameters: ['dynamic', 'dynamic'], returns, kernel: prepare(readFirst, readSecond), bind });
}

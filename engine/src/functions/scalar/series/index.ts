/** The functions of series (`series_…`), a family a file. */
import type { ScalarFunction } from '../../scalarFunction.ts';
import { decompositions } from './decompose.ts';
import { elementWise } from './elementWise.ts';
import { fills } from './fills.ts';
import { filters } from './filters.ts';
import { outlierFunctions } from './outliers.ts';
import { pairWises } from './pairWise.ts';
import { periodFunctions } from './periods.ts';
import { polynomials } from './polynomialFit.ts';
import { regressions } from './regressions.ts';
import { statisticsFunctions } from './statistics.ts';
import { transforms } from './transforms.ts';

export const seriesFunctions: readonly ScalarFunction[] = [
  elementWise,
  pairWises,
  fills,
  filters,
  transforms,
  statisticsFunctions,
  regressions,
  polynomials,
  outlierFunctions,
  periodFunctions,
  decompositions,
].flat();

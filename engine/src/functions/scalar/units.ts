/**
 * `convert_length` and its like: a value in one unit as a value in another. The names of the units are those of the documentation; an unknown
 * one gives null.
 *
 * Kusto takes its figures from a library that rounds some of them (an acre-foot is 1/0.000810714 cubic metres there). Where a rounded figure
 * would show and is not known from a recorded answer, the unit is refused.
 */
import { unsupported } from '../../queryError.ts';
import { type Kernel, type ScalarFunction, scalar } from '../scalarFunction.ts';

/** A number of the base unit, or how to get there and back where it is not proportional; undefined where Kusto's figure is not known. */
type Unit = number | Scale | undefined;

interface Scale {
  readonly toBase: (value: number) => number;
  readonly fromBase: (value: number) => number;
}

type Units = Readonly<Record<string, Unit>>;

function converter(name: string, units: Units): ScalarFunction {
  const byName = new Map(Object.entries(units));
  const lowerNames = new Set([...byName.keys()].map((unit) => unit.toLowerCase()));
  const find = (unit: string): Scale | undefined => {
    if (!byName.has(unit)) {
      if (lowerNames.has(unit.toLowerCase())) throw unsupported(`\`${name}\` with the unit \`${unit}\` in another case than documented`);
      return undefined;
    }
    const found = byName.get(unit);
    if (found === undefined) throw unsupported(`\`${name}\` with the unit \`${unit}\`, whose figure in Kusto is not known,`);
    return typeof found === 'number' ? { toBase: (value) => value * found, fromBase: (value) => value / found } : found;
  };
  const kernel: Kernel = (value: number, from: string, to: string) => {
    const [source, target] = [find(from), find(to)];
    return source && target ? target.fromBase(source.toBase(value)) : null;
  };
  return scalar(name, { parameters: ['real', 'string', 'string'], returns: 'real', kernel });
}

/** `scale` times of each unit whose name stands in `prefixed`. */
function multiples(unit: number | undefined, prefixed: Readonly<Record<string, number>>): Record<string, Unit> {
  return Object.fromEntries(Object.entries(prefixed).map(([name, scale]) => [name, unit === undefined ? undefined : unit * scale]));
}

const foot = 0.3048;
const inch = 0.0254;
const yard = 0.9144;
const surveyFoot = 1200 / 3937;
const pound = 0.45359237;
const standardGravity = 9.80665;
const radian = 180 / Math.PI;
const hour = 3600;

/** In degrees. */
const angles: Units = {
  Degree: 1,
  ...multiples(1, { Millidegree: 1e-3, Microdegree: 1e-6, Nanodegree: 1e-9 }),
  Radian: radian,
  ...multiples(radian, { Deciradian: 0.1, Centiradian: 0.01, Milliradian: 1e-3, Microradian: 1e-6, Nanoradian: 1e-9 }),
  Arcminute: 1 / 60,
  Arcsecond: 1 / 3600,
  Gradian: 0.9,
  NatoMil: 9 / 160,
  Revolution: 360,
  Tilt: { toBase: (value) => Math.asin(value) * radian, fromBase: (value) => Math.sin(value / radian) },
};

const britishThermalUnit = 1055.05585262;

/** In joules; a calorie is the thermochemical one. Of the charge of the electron the library has an older value than today's. */
const energies: Units = {
  Joule: 1,
  ...multiples(1, { Millijoule: 1e-3, Kilojoule: 1e3, Megajoule: 1e6, Gigajoule: 1e9 }),
  Calorie: 4.184,
  ...multiples(4.184, { Kilocalorie: 1e3, Megacalorie: 1e6 }),
  BritishThermalUnit: britishThermalUnit,
  ...multiples(britishThermalUnit, { KilobritishThermalUnit: 1e3, MegabritishThermalUnit: 1e6, GigabritishThermalUnit: 1e9 }),
  ...multiples(undefined, { ElectronVolt: 1, KiloelectronVolt: 1, MegaelectronVolt: 1, GigaelectronVolt: 1, TeraelectronVolt: 1 }),
  FootPound: foot * pound * standardGravity,
  Erg: 1e-7,
  WattHour: hour,
  ...multiples(hour, { KilowattHour: 1e3, MegawattHour: 1e6, GigawattHour: 1e9, TerawattHour: 1e12 }),
  WattDay: 24 * hour,
  ...multiples(24 * hour, { KilowattDay: 1e3, MegawattDay: 1e6, GigawattDay: 1e9, TerawattDay: 1e12 }),
  ...multiples(britishThermalUnit, { ThermEc: 1e5, DecathermEc: 1e6, ThermImperial: 1e5, DecathermImperial: 1e6 }),
  ThermUs: 1.054804e8,
  DecathermUs: 1.054804e9,
  HorsepowerHour: 550 * foot * pound * standardGravity * hour,
};

const poundForce = pound * standardGravity;

/** In newtons. The kilogram-force of the library differs from standard gravity in the ninth digit. */
const forces: Units = {
  Newton: 1,
  ...multiples(1, { Micronewton: 1e-6, Millinewton: 1e-3, Decanewton: 10, Kilonewton: 1e3, Meganewton: 1e6 }),
  Dyn: 1e-5,
  ...multiples(undefined, { KilogramForce: 1, KiloPond: 1, TonneForce: 1 }),
  Poundal: pound * foot,
  PoundForce: poundForce,
  KilopoundForce: poundForce * 1e3,
  OunceForce: poundForce / 16,
  ShortTonForce: poundForce * 2000,
};

const lightYear = 9.4607304725808e15;
const parsec = 3.085677581491367e16;

/** In metres. */
const lengths: Units = {
  Meter: 1,
  ...multiples(1, {
    Nanometer: 1e-9,
    Micrometer: 1e-6,
    Millimeter: 1e-3,
    Centimeter: 0.01,
    Decimeter: 0.1,
    Decameter: 10,
    Hectometer: 100,
  }),
  Kilometer: 1e3,
  Angstrom: 1e-10,
  AstronomicalUnit: 149_597_870_700,
  LightYear: lightYear,
  ...multiples(lightYear, { KilolightYear: 1e3, MegalightYear: 1e6 }),
  Parsec: parsec,
  ...multiples(parsec, { Kiloparsec: 1e3, Megaparsec: 1e6 }),
  ...multiples(undefined, { Mile: 1, SolarRadius: 1 }),
  NauticalMile: 1852,
  DataMile: 6000 * foot,
  Inch: inch,
  Microinch: inch * 1e-6,
  Mil: inch * 1e-3,
  Hand: 4 * inch,
  Foot: foot,
  UsSurveyFoot: surveyFoot,
  Yard: yard,
  Fathom: 2 * yard,
  Shackle: 30 * yard,
  Chain: 22 * yard,
  PrinterPoint: inch / 72.27,
  PrinterPica: (12 * inch) / 72.27,
  DtpPoint: inch / 72,
  DtpPica: inch / 6,
  Twip: inch / 1440,
};

/** In kilograms. */
const masses: Units = {
  Kilogram: 1,
  Gram: 1e-3,
  ...multiples(1e-3, { Nanogram: 1e-9, Microgram: 1e-6, Milligram: 1e-3, Centigram: 0.01, Decigram: 0.1, Decagram: 10, Hectogram: 100 }),
  Tonne: 1e3,
  ...multiples(1e3, { Kilotonne: 1e3, Megatonne: 1e6 }),
  Pound: pound,
  ...multiples(pound, { Kilopound: 1e3, Megapound: 1e6 }),
  Ounce: pound / 16,
  Grain: pound / 7000,
  Stone: pound * 14,
  ShortHundredweight: pound * 100,
  LongHundredweight: pound * 112,
  ShortTon: pound * 2000,
  LongTon: pound * 2240,
  Slug: (pound * standardGravity) / foot,
  ...multiples(undefined, { EarthMass: 1, SolarMass: 1 }),
};

/** The speed of each unit of length an hour, a minute and a second, as far as documented. */
function per(unit: string, length: number, ...times: readonly ('Hour' | 'Minute' | 'Second')[]): Units {
  const seconds = { Hour: hour, Minute: 60, Second: 1 };
  return Object.fromEntries(times.map((time) => [`${unit}Per${time}`, length / seconds[time]]));
}

/** In metres a second. The knot of the library is rounded. */
const speeds: Units = {
  ...per('Kilometer', 1e3, 'Hour', 'Minute', 'Second'),
  ...per('Meter', 1, 'Hour', 'Minute', 'Second'),
  ...per('Decimeter', 0.1, 'Minute', 'Second'),
  ...per('Centimeter', 0.01, 'Hour', 'Minute', 'Second'),
  ...per('Millimeter', 1e-3, 'Hour', 'Minute', 'Second'),
  ...per('Micrometer', 1e-6, 'Minute', 'Second'),
  ...per('Nanometer', 1e-9, 'Minute', 'Second'),
  ...per('Inch', inch, 'Hour', 'Minute', 'Second'),
  ...per('Foot', foot, 'Hour', 'Minute', 'Second'),
  ...per('UsSurveyFoot', surveyFoot, 'Hour', 'Minute', 'Second'),
  ...per('Yard', yard, 'Hour', 'Minute', 'Second'),
  ...per('Mile', 5280 * foot, 'Hour'),
  ...multiples(undefined, { Knot: 1 }),
};

/** A temperature scale: the kelvins of one of its degrees, and of its zero. */
function degrees(size: number, zero: number): Scale {
  return { toBase: (value) => value * size + zero, fromBase: (value) => (value - zero) / size };
}

const freezing = 273.15;

/** In kelvins. */
const temperatures: Units = {
  Kelvin: 1,
  DegreeCelsius: degrees(1, freezing),
  MillidegreeCelsius: degrees(1e-3, freezing),
  DegreeDelisle: degrees(-2 / 3, freezing + 100),
  DegreeFahrenheit: degrees(5 / 9, (459.67 * 5) / 9),
  DegreeNewton: degrees(100 / 33, freezing),
  DegreeRankine: 5 / 9,
  DegreeReaumur: degrees(5 / 4, freezing),
  DegreeRoemer: degrees(40 / 21, freezing - (7.5 * 40) / 21),
  SolarTemperature: 5778,
};

const imperialGallon = 0.00454609;
const usGallon = 0.003785411784;

/** In cubic metres. Of the cubic foot and inch and the US gallon and beer barrel the library has rounded figures. */
const volumes: Units = {
  CubicMeter: 1,
  ...multiples(1, { HectocubicMeter: 100, KilocubicMeter: 1e3, CubicKilometer: 1e9, CubicHectometer: 1e6, CubicDecimeter: 1e-3 }),
  ...multiples(1, { CubicCentimeter: 1e-6, CubicMillimeter: 1e-9, CubicMicrometer: 1e-18 }),
  Liter: 1e-3,
  ...multiples(1e-3, { Microliter: 1e-6, Milliliter: 1e-3, Centiliter: 0.01, Deciliter: 0.1, Decaliter: 10, Hectoliter: 100 }),
  ...multiples(1e-3, { Kiloliter: 1e3, Megaliter: 1e6 }),
  CubicMile: (5280 * foot) ** 3,
  CubicYard: yard ** 3,
  ...multiples(undefined, { CubicFoot: 1, HectocubicFoot: 1, KilocubicFoot: 1, MegacubicFoot: 1, CubicInch: 1 }),
  BoardFoot: foot ** 3 / 12,
  AcreFoot: 1 / 0.000810714,
  ImperialGallon: imperialGallon,
  ...multiples(imperialGallon, { KiloimperialGallon: 1e3, MegaimperialGallon: 1e6 }),
  ImperialOunce: imperialGallon / 160,
  ImperialPint: imperialGallon / 8,
  ImperialBeerBarrel: imperialGallon * 36,
  ...multiples(undefined, { UsGallon: 1, DeciusGallon: 1, DecausGallon: 1, HectousGallon: 1, KilousGallon: 1, MegausGallon: 1 }),
  UsOunce: usGallon / 128,
  UsTablespoon: usGallon / 256,
  UsTeaspoon: usGallon / 768,
  UsQuart: usGallon / 4,
  UsPint: usGallon / 8,
  UsCustomaryCup: usGallon / 16,
  OilBarrel: usGallon * 42,
  UsBeerBarrel: undefined,
  UsLegalCup: 0.00024,
  MetricCup: 0.00025,
  MetricTeaspoon: 5e-6,
  AuTablespoon: 2e-5,
  UkTablespoon: 1.5e-5,
};

export const unitConversions: readonly ScalarFunction[] = [
  converter('convert_angle', angles),
  converter('convert_energy', energies),
  converter('convert_force', forces),
  converter('convert_length', lengths),
  converter('convert_mass', masses),
  converter('convert_speed', speeds),
  converter('convert_temperature', temperatures),
  converter('convert_volume', volumes),
];

/** Looking for a pattern's required texts first must not change what is found. */
import { describe, expect, it } from 'vitest';
import { requiredTexts } from '../src/functions/scalar/requiredText.ts';
import { browserPatterns, devicePatterns, systemPatterns } from '../src/functions/scalar/userAgentPatterns.generated.ts';
import { compileRegex } from '../src/regex/regex.ts';

describe('the texts that every match contains', () => {
  it.each([
    ['(Firefox)/(\\d+)', [['Firefox'], ['/']]],
    ['(Chrome|Edge)/(\\d+)', [['Chrome', 'Edge'], ['/']]],
    ['ab(?:cd|)ef', [['ab'], ['ef']]],
    ['a{2}bc', [['bc']]],
    ['colou?r', [['colo'], ['r']]],
    ['x+yz', [['x'], ['yz']]],
    ['(abc)?d', [['d']]],
    ['(abc)+', [['abc']]],
    ['(abc){0,2}x', [['x']]],
    ['a.longer|two', [['longer', 'two']]],
    ['one|\\d', []],
    ['[a-z]\\.com\\b', [['.com']]],
    ['[]x]yy', [['yy']]],
    ['\\p{Lu}\\x{41}\\d{2}w', [['w']]],
    ['; *([^;/]+) Build', [[';'], [' Build']]],
  ])('of %s are %j', (pattern, expected) => expect(requiredTexts(pattern)).toEqual(expected));
});

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (SymbianOS/9.2; U; Series60/3.1 NokiaN81-3/10.0.032 Profile/MIDP-2.0 Configuration/CLDC-1.1 ) AppleWebKit/413 (KHTML, like Gecko)',
  'Mozilla/5.0 (compatible; MSIE 9.0; Windows Phone OS 7.5; Trident/5.0; IEMobile/9.0; NOKIA; Lumia 800)',
  'Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; en) Presto/2.5.25 Version/10.54',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.12026; Pro)',
  'BlackBerry9700/5.0.0.862 Profile/MIDP-2.1 Configuration/CLDC-1.1 VendorID/120',
  'Mozilla/5.0 (PlayStation 4 3.11) AppleWebKit/537.73 (KHTML, like Gecko)',
  'python-requests/2.31.0',
  'Wget/1.21.4',
  'azsdk-net-Storage.Blobs/12.19.1 (.NET 8.0.1; Microsoft Windows 10.0.17763)',
];

describe('the patterns for user agents', () => {
  it('all compile, and none that matches lacks its required texts', () => {
    for (const line of [browserPatterns, systemPatterns, devicePatterns].flatMap((patterns) =>
      patterns.split('\n').filter((line) => line !== ''),
    )) {
      const [flags, source] = line.split('\t');
      const regex = compileRegex(source, { ignoreCase: flags === 'i' });
      const required = requiredTexts(source).map((texts) => texts.map((text) => text.toLowerCase()));
      for (const agent of agents.filter((each) => regex.test(each)))
        for (const texts of required)
          expect(
            texts.some((text) => agent.toLowerCase().includes(text)),
            `${source} in ${agent}`,
          ).toBe(true);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { dialable } from './number.ts';

describe('a number', () => {
  test.each([
    ['1002', '1002'],
    [' 01 00 00 00 01 ', '0100000001'],
    ['+33 (0)1 00 00 00 01', '+33100000001'],
    ['tel:+33-1-00-00-00-01;ext=5', '+33100000001'],
    ['01.00.00.00.01', '0100000001'],
    ['01\u00a000\u202f00\u201100\u201301', '0100000001'],
    ['*21#', '*21#'],
  ])('%j is dialled as %s', (text, number) => expect(dialable(text)).toBe(number));

  test.each(['', ' ', 'Alice', '1002 Alice', '()', '+', 'tel:', '1002&1003', '1002@elsewhere'])('%j is none', text =>
    expect(dialable(text)).toBeUndefined(),
  );
});

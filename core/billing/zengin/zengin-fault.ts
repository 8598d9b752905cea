/**
 * What is wrong with a bank file, or with what was to be written into one. `record` counts the file's records from 1;
 * `found` and `expected` are texts for a person.
 */
export type ZenginFault = {
  readonly code: ZenginFaultCode
  readonly record: number
  readonly field?: string
  readonly found?: string
  readonly expected?: string
}

/**
 * `empty`; `ebcdic` (code 区分 1, or the bytes say so); `unknown_kind` (another 種別); `record_length` (cut, or not a file
 * of fixed length); `record_order` (header, data, trailer, end); `missing_end` (cut); `after_end`; `unexpected_value` (a
 * constant of the format); `bad_number`; `bad_day`; `day_far_away` (the other calendar, most likely); `bad_character` and
 * `too_long` (in what is written); `count_mismatch` and `sum_mismatch` (the trailer states another one);
 * `balance_mismatch` (the trailer's balance does not follow from the header's and the movements); `record_count_mismatch`
 * (the end record counts other records); `wrong_file` (the result of another request).
 */
export type ZenginFaultCode =
  | 'empty'
  | 'ebcdic'
  | 'unknown_kind'
  | 'record_length'
  | 'record_order'
  | 'missing_end'
  | 'after_end'
  | 'unexpected_value'
  | 'bad_number'
  | 'bad_day'
  | 'day_far_away'
  | 'bad_character'
  | 'too_long'
  | 'count_mismatch'
  | 'sum_mismatch'
  | 'balance_mismatch'
  | 'record_count_mismatch'
  | 'wrong_file'

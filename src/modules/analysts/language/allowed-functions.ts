/** Functions of ClickHouse that analysts may use: those that reckon with what they are given and reach for nothing else. Whatever is not here is refused: no tables, files, hosts, dictionaries, settings, scripts. */
const PLAIN = `
  abs sign negate plus minus multiply divide intDiv intDivOrZero modulo moduloOrZero gcd lcm greatest least round roundBankers floor ceil ceiling trunc truncate sqrt cbrt exp exp2 exp10 log ln log2 log10 log1p pow power sin cos tan asin acos atan atan2 degrees radians pi e
  isFinite isInfinite isNaN ifNotFinite bitAnd bitOr bitXor bitNot bitShiftLeft bitShiftRight bitCount
  equals notEquals less lessOrEquals greater greaterOrEquals and or not xor if multiIf coalesce ifNull nullIf isNull isNotNull assumeNotNull toNullable
  length lengthUTF8 char_length character_length empty notEmpty lower upper lcase ucase lowerUTF8 upperUTF8 reverse reverseUTF8 concat concat_ws concatWithSeparator substring substr substringUTF8 trim trimLeft trimRight trimBoth ltrim rtrim
  startsWith endsWith startsWithUTF8 endsWithUTF8 position locate positionUTF8 positionCaseInsensitive positionCaseInsensitiveUTF8 multiSearchAny multiSearchAnyCaseInsensitive multiSearchAnyCaseInsensitiveUTF8 countSubstrings countSubstringsCaseInsensitive hasToken hasTokenCaseInsensitive
  like notLike ilike notILike match extract extractAll countMatches replace replaceOne replaceAll replaceRegexpOne replaceRegexpAll splitByChar splitByString splitByRegexp splitByWhitespace splitByNonAlpha alphaTokens arrayStringConcat ngrams tokens ngramDistance levenshteinDistance editDistance
  normalizeUTF8NFC normalizeUTF8NFKC hex cityHash64 sipHash64 xxHash64 toTypeName
  toInt8 toInt16 toInt32 toInt64 toUInt8 toUInt16 toUInt32 toUInt64 toFloat32 toFloat64 toString toDate toDate32 toDateTime toDateTime64 toInt32OrNull toInt64OrNull toUInt32OrNull toUInt64OrNull toFloat64OrNull toInt64OrZero toUInt64OrZero toFloat64OrZero toDateOrNull toDateTimeOrNull
  toDecimal32 toDecimal64 toDecimal128 parseDateTimeBestEffort parseDateTimeBestEffortOrNull reinterpretAsUInt64
  now now64 today yesterday toYear toQuarter toMonth toWeek toISOWeek toISOYear toDayOfYear toDayOfMonth toDayOfWeek toHour toMinute toSecond toMillisecond toUnixTimestamp toUnixTimestamp64Milli fromUnixTimestamp fromUnixTimestamp64Milli toTimeZone
  toStartOfYear toStartOfISOYear toStartOfQuarter toStartOfMonth toStartOfWeek toMonday toStartOfDay toStartOfHour toStartOfMinute toStartOfFiveMinutes toStartOfFifteenMinutes toStartOfInterval toLastDayOfMonth toYYYYMM toYYYYMMDD toRelativeDayNum toRelativeMonthNum
  dateDiff date_diff age dateTrunc date_trunc addSeconds addMinutes addHours addDays addWeeks addMonths addQuarters addYears subtractSeconds subtractMinutes subtractHours subtractDays subtractWeeks subtractMonths subtractQuarters subtractYears formatDateTime dateName monthName
  array arrayConcat arrayElement has hasAll hasAny indexOf countEqual arrayCount arraySlice arrayPushBack arrayPushFront arrayReverse arrayUniq arrayDistinct arrayCompact arrayFlatten arrayZip arrayMap arrayFilter arrayExists arrayAll arrayFirst arrayLast arrayFirstIndex arrayLastIndex arraySum arrayAvg arrayMin arrayMax arrayCumSum arrayDifference arraySort arrayReverseSort arrayEnumerate arrayIntersect arrayJoin
  tuple tupleElement map mapKeys mapValues mapContains mapFromArrays transform bar formatReadableSize formatReadableQuantity formatReadableTimeDelta
  JSONHas JSONLength JSONType JSONExtractString JSONExtractInt JSONExtractUInt JSONExtractFloat JSONExtractBool JSONExtractRaw JSONExtractArrayRaw JSONExtractKeys isValidJSON domain cutQueryString path
`;

const AGGREGATES = `
  count sum avg min max any anyLast argMin argMax uniq uniqExact uniqCombined uniqHLL12 groupArray groupUniqArray groupConcat median medianExact quantile quantileExact quantileTDigest quantiles quantilesExact quantilesTDigest
  stddevPop stddevSamp varPop varSamp covarPop covarSamp corr skewPop skewSamp kurtPop kurtSamp entropy topK uniqUpTo first_value last_value sumKahan avgWeighted quantileExactWeighted simpleLinearRegression rankCorr mannWhitneyUTest studentTTest welchTTest windowFunnel retention histogram
  groupBitAnd groupBitOr groupBitXor boundingRatio deltaSum maxIntersections cramersV contingency theilsU
`;

const WINDOWS = 'row_number rank dense_rank percent_rank cume_dist ntile lag lead lagInFrame leadInFrame nth_value';

/** Endings that make another aggregate of one. */
const COMBINATORS = ['', 'If', 'Distinct', 'DistinctIf', 'OrNull', 'OrDefault', 'IfOrNull', 'OrNullIf', 'Array', 'ArrayIf'];

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const byLowerCase = (names: readonly string[]): ReadonlyMap<string, string> => new Map(names.map((name) => [name.toLowerCase(), name]));

const PLAIN_BY_NAME = byLowerCase(words(PLAIN));
const AGGREGATES_BY_NAME = byLowerCase(words(AGGREGATES).flatMap((name) => COMBINATORS.map((ending) => name + ending)));
const WINDOWS_BY_NAME = byLowerCase(words(WINDOWS));

/** A function that analysts may use, by the name that the engine knows; null for every other. `isFolding`: it folds rows, so that it may have parameters, DISTINCT and a window. */
export function allowedFunction(name: string): { readonly name: string; readonly isFolding: boolean } | null {
  const key = name.toLowerCase();
  const plain = PLAIN_BY_NAME.get(key);
  if (plain !== undefined) return { name: plain, isFolding: false };
  const folding = AGGREGATES_BY_NAME.get(key) ?? WINDOWS_BY_NAME.get(key);
  return folding === undefined ? null : { name: folding, isFolding: true };
}

/** Every name, for the documentation. */
export function allowedNames(): { readonly plain: string[]; readonly aggregates: string[]; readonly windows: string[] } {
  return { plain: words(PLAIN).toSorted(), aggregates: words(AGGREGATES).toSorted(), windows: words(WINDOWS).toSorted() };
}

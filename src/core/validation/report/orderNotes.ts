/** Says of a side that has no reranker in which order it is: nobody has to know what is usual. */
export function orderNotes({
  reranker,
  baselineReranker,
}: {
  readonly reranker?: string | undefined;
  readonly baselineReranker?: string | undefined;
}): string[] {
  if (reranker === undefined && baselineReranker === undefined)
    return ['No reranker was named: both sides are in the order of BM25F.'];
  if (reranker === undefined)
    return ['The candidate has no reranker: it is in the order of BM25F.'];
  if (baselineReranker === undefined)
    return ['The baseline has no reranker: it is in the order of BM25F.'];
  return [];
}

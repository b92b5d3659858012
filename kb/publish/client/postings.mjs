// Read the postings: one flat row a term, gaps between document numbers alternating with impacts.

/** Give the function that looks a term's postings up, reading each row once. */
export function openPostings(terms, rows) {
  const places = new Map(terms.map((term, place) => [term, place]));
  const read = new Map();
  return (term) => {
    const place = places.get(term);
    if (place === undefined) return undefined;
    let postings = read.get(place);
    if (!postings) {
      const row = rows[place];
      const documents = [];
      const impacts = [];
      let document = 0;
      for (let at = 0; at < row.length; at += 2) {
        document += row[at];
        documents.push(document);
        impacts.push(row[at + 1]);
      }
      postings = [documents, impacts];
      read.set(place, postings);
    }
    return postings;
  };
}

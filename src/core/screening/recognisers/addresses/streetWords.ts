/** How a street is called, and how much it tells alone. */
export interface StreetWords {
  /** Where the word stands: "Baker Street", "rue Ordener", or in one word: "Hauptstraße". */
  readonly stands: 'after' | 'before' | 'ending';
  /** False for words that mean something else as well: there an address is only seen with more of it, or by a cue. */
  readonly clear: boolean;
  /** Alternatives of a regular expression. */
  readonly words: string;
}

function alternatives(list: string): string {
  return list
    .trim()
    .split(/\s+/u)
    .sort((a, b) => b.length - a.length)
    .join('|');
}

/** English, French, German, Dutch, Spanish, Portuguese, Italian, Polish, Hungarian and the Nordic languages. */
export const STREET_WORDS: readonly StreetWords[] = [
  {
    stands: 'after',
    clear: true,
    words: alternatives(
      'Street St Avenue Ave Road Rd Boulevard Blvd Lane Ln STREET ST AVENUE AVE ROAD RD',
    ),
  },
  {
    stands: 'after',
    clear: false,
    words: alternatives(
      'Drive Dr Court Ct Place Pl Square Sq Way Terrace Crescent Close Parkway Pkwy Highway Hwy Circle Cir Trail Grove Gardens Mews Row Loop Point Run Walk',
    ),
  },
  {
    stands: 'before',
    clear: true,
    words: alternatives(
      'rue Rue chemin Chemin impasse Impasse allée Allée calle Calle C/ avda Avda avenida Avenida rua Rua rúa Rúa travessa Travessa viale Viale ulica Ulica ul Ul aleja Aleja carrer Carrer',
    ),
  },
  {
    stands: 'before',
    clear: false,
    words: alternatives(
      'avenue Avenue av Av boulevard Boulevard bd Bd via Via piazza Piazza corso Corso strada Strada paseo Paseo plaza Plaza camino Camino praça Praça place Place quai Quai cours Cours al Al',
    ),
  },
  {
    stands: 'ending',
    clear: true,
    words: alternatives(
      'straße strasse str gasse straat gracht gatan gade katu veien vägen allee stræde stræti vegur utca utcája',
    ),
  },
  {
    stands: 'ending',
    clear: false,
    words: alternatives(
      'weg platz laan plein vej ring damm ufer kade dijk singel tie gata braut steeg kuja út útja tér',
    ),
  },
];

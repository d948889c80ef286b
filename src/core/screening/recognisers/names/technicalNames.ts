const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

/**
 * Given names and surnames that in technical text nearly always are products, languages, places, months,
 * algorithms or brands. One of these alone is nobody; with a known name beside it, it may be somebody.
 */
export const TECHNICAL_NAMES = words(`
  ada adobe agda airflow alexa alpine amazon ampere ansible apache apollo april argo asana atlas august aurora austin azure
  babel bandit basic berkeley bernoulli boston brooklyn bing bloom boolean boole brew bison bourne
  c carbon cassandra celery chai charlotte chef chrome chromium cilium clojure cobalt coco colab conda consul coral cortex
  crystal cypress cyrus dagger dakota dallas dart dash debian delta denver dev dijkstra docker dolby dolly drone druid
  eclipse edison elastic electra elixir elm ember emacs envoy erlang eureka euler euclid falcon fargo fedora fermat fibonacci
  figma flask flink flora florence ford fortran fourier fly forge fiber galileo gallium gatsby gauss gemini gentoo georgia
  gin ginger git gitlab glacier go gradle grafana groovy gnome gopher google gulp gunicorn hadoop hamming harbor harmony
  haskell hash hazel helm heroku hesse hilbert houston hoover huffman hugo hudson hyper iris istanbul ivy jaeger jakarta
  jasmine java jenkins jest jira jordan joule joy juniper jupiter jupyter julia julian june july kafka kali karma karpenter
  keras kerberos kernel kibana kiwi knative kong kotlin kubernetes kudos kyoto lambda laplace lavender lane leo lima lighthouse lexington
  linux lisp lighttpd lodash london loki lua lucene lucid luna macintosh madison madrid magnolia malta maple mariadb markov
  maven max may mars melbourne mercury merlin meteor milan ming mint mira mocha monte moore morse mozilla mysql nagios nash
  neon newton nginx nagle nix nim node nomad norton nova numpy oak oasis ocean octave ohm olive opal opera oracle orion orlando
  pandas paris pascal pearl perl phoenix php pi piper plato poisson poker polly postman prague prettier prisma prometheus pug puma
  puppet python pytorch quarkus rabin raft rancher raspberry ray react redis redmine remix rene reno rex rey rio robin rocky roman
  rome ron rosetta rotterdam ruby rust ryzen safari sage salt sandy sass savannah scala selenium sentry serif shannon shiva sierra silva silver simple
  sinatra sirius siri sky slack sky snowflake solana solaris solr sonar sonic sophia spark sphinx spring square star stella storm stripe stretch stylus sun svelte
  swagger swift sydney tanzu tekton telegram terra tesla thunder tibet tiger titan tokyo tomcat tor travis trent trino trinity
  turing twig txt ubuntu uber ulysses unicorn unity unix vagrant vala vega vault venus vera verizon veronica victoria
  vienna vim viola virginia vista vite vue vulcan washington wayland webster wiener wheezy wikipedia windsor winston woody
  xavier xcode yarn york yeoman yosemite zen zoe zig zion zookeeper zoom zurich amd intel nvidia samsung sony dell lenovo honda toyota
  ali alibaba baidu tencent gil guido acme bash vi ed mac windows fira noto roboto lato georgia helvetica arial calibri verdana tahoma
  monday tuesday wednesday thursday friday saturday sunday january february march september october november december
  english german french spanish italian dutch russian chinese japanese korean arabic hindi greek latin turkish polish swedish danish
  america africa asia europe india china japan korea israel jordan chad cuba brazil france germany italy spain russia mexico canada
  true false none null nil void int char long short double float string object array list map set error warning note todo
  java script json yaml toml xml html css sql api sdk cli ide url uri http https ssh tls ssl tcp udp ip dns aws gcp ci cd pr id os
  readme changelog license contributing issue pull request merge branch commit main master head tag release beta alpha canary
  roslyn darwin kitty gerrit ayu ping amadeus amazonas clang bazel meson buck pants nolan jetson orin jaz kaniko argonaut loom
  general major inc sep tue bill copyright holder yours dear team everyone everybody all there folks guys world user admin
  alice bob carol eve mallory dave foo bar baz lorem ipsum
  portugues espanol francais italiano deutsch catala cestina dansk eesti euskara galego hrvatski islenska latviesu lietuviu magyar
  melayu nederlands norsk polski romana shqip slovencina slovenscina srpski suomi svenska turkce tieng viet brasil
  claude llama mistral
`);

/** Words that, in a row of capitalised words, say that the row names a thing or a place. */
export const THINGS = words(`
  algorithm theorem law principle formula equation number sequence transform distribution distance code coding filter tree graph
  machine test tests process chain model method rule rules razor score index coefficient constant diagram notation paradox conjecture lemma
  hash cipher curve series space matrix norm inequality sort search automaton server servers client clients agent plugin plugins
  pipeline pipelines job jobs build builds cluster clusters operator controller api apis sdk cli app apps application framework library
  libraries package module file files image images container chart charts release version config configuration instance node nodes
  dashboard database db driver engine runtime compiler language script scripts template project team foundation university institute college
  school hospital cloud manager service services enterprise edition pro hub desktop mobile web docs book conference award prize
  summit day week rollouts rollout workflows workflow events lab labs studio studios license press theme light dark
  inc llc ltd corp corporation gmbh plc ag co company group holdings partners associates consulting investments technologies systems solutions
  software orchestra agency band club bank ratings lines industries international global media network networks
  street st avenue ave road rd lane ln drive dr blvd boulevard court ct square park bridge county city town village island lake river valley
  beach airport station terrace trail highway bypass crescent close gardens grove hills mount mountain parade
  extension extensions extn cliffs creek bay point port forges union flat pass loop walk plaza row north south east
  san santa los las saint new puerto buenos northern southern eastern western republic kingdom states apt suite unit floor building tower house
`);

/** Capitalised at the beginning of sentences and in titles, and never a name there. */
export const FUNCTION_WORDS = words(`
  mr mrs ms mx dr prof professor miss mister sir madam
  a about after again all also always am an and any are as ask at be because been before being both but by call can could dear did do does
  each either else even every few first for from get give given go good has have he hello help her here hey hi his how i if in into is it its
  just know last let like look make many me mind more most much must my need never new next no none nor not now of off on once one only or our
  out over own per please put run said same say see set she should show since so some still such take tell than thank thanks that the
  their them then there these they thing this those though to today too try two under until up us use very via was we well were what
  when where which while who whom whose why with within without would yes yet you your best regards cheers sincerely
`);

/** Names in every example. */
export const EXAMPLE_NAMES: ReadonlySet<string> = new Set([
  'john doe',
  'jane doe',
  'joe bloggs',
  'jane roe',
  'max mustermann',
  'erika mustermann',
  'mario rossi',
  'john q. public',
  'jean dupont',
  'ivan ivanov',
]);

/** Given names that are as often the verb or noun with which a sentence begins: "Mark it", "Grant access". */
export const SENTENCE_WORDS = words(`
  ace amber art bill bob buck carol case cash chance charity chase chip clay cliff cook dale dash dean destiny don dot drew earl ernest
  faith flint ford frank gene glen grace grant guy hale harmony heath hope hunter iris ivy jack jade joy june king lance lane may mark
  marshal marshall mason max melody miles nick norm olive page parker pat patience penny pierce porter prince rain ray reed rich rob
  rock rocky rose ruby rusty sandy scout skip sky star sterling stone storm sue summer tab tanner terry trace tucker turner victor wade walker
  ward will wood young
`);

/** Methods that are called by the names of people, in small letters and without hyphens. */
export const METHODS: ReadonlySet<string> = new Set(
  (
    'aho corasick, baum welch, bellman ford, box muller, boyer moore, bron kerbosch, burrows wheeler, ' +
    'church turing, cooley tukey, curry howard, damerau levenshtein, diffie hellman, douglas peucker, ' +
    'edmonds karp, fisher yates, floyd warshall, ford fulkerson, gauss newton, gauss seidel, gram schmidt, ' +
    'hindley milner, hopcroft karp, jackson databind, jaro winkler, kolmogorov smirnov, knuth morris pratt, ' +
    'lempel ziv, levenberg marquardt, mann whitney, metropolis hastings, miller rabin, monte carlo, ' +
    'needham schroeder, needleman wunsch, nelder mead, newton raphson, rabin karp, ramer douglas peucker, ' +
    'reed solomon, runge kutta, schwartz zippel, shapiro wilk, smith waterman'
  ).split(', '),
);

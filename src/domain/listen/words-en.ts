import type { Words } from './words.ts'

/** English, as engineers type it while something is down. */
export const english: Words = {
  letter: /[a-z]/i,
  glued: '',
  spaced: true,
  lists: {
    // What rises when things go wrong.
    bad: [
      '(http )?(5xx|4xx|[45][0-9][0-9])(e?s)?( errors?| responses?)?',
      '(error|failure|timeout|retry|crash|abandon(ment)?) (rates?|counts?|budget)',
      'errors?',
      '(response|load|query|page load) times?',
      'latency|latencies|p9[059]s?|p99\\.9|exceptions|failures|time ?outs|crashes|retries|alerts|alarms|tickets|complaints',
      'cpu( usage| load)?|memory( usage)?|heap|disk( usage)?|iops|load|(replication |consumer )?lag|backlog|queues?( depth| length| size)?|connections?( count)?|saturation|packet loss|error logs?',
    ],
    // What falls when things go wrong.
    good: [
      'traffic|throughput|requests|orders|sign ?ups|log ?ins|payments|checkouts?|conversions?|revenue|sales|availability|success rate|rps|qps|transactions|bookings|jobs|builds',
    ],
    // What makes "seeing …" a symptom.
    trouble: [
      '{bad}|elevated|spik(e|es|ing)|increase[ds]?|degrad(ed|ation)|outage|drop(s|ped)?|failing|slow(ness|er)?|stuck|crash(ing|loops?|looping)?|oom(s|kills?|killed)?|deadlocks?|throttling|refused|reset|unusual|high|huge|weird|problems|issues|impact|panics?|oops|evictions?|restarts',
    ],
    be: [
      "(is|are|was|were|went|goes|has|have|been|seems?|appears?|looks?|'s|'re|still|now|all|just|also|currently|completely|totally|fully|partially|mostly|basically|very|extremely|super|really|gone|got|getting|to|be|being|hard|pretty|quite|so|again) ",
    ],
    who: [
      '(users|customers|clients|merchants|people|everyone|everybody|support|sellers|drivers|shoppers|tenants|partners|internal users|cs|the support team)',
    ],
    fix: [
      '(fix|hotfix|hot fix|patch|revert|rollback|roll back|change|workaround|mitigation|release|deploy|deployment|build|pr|version|config|update|restart|failover|migration|flag change)',
    ],
    ok: [
      '(normal|green|healthy|stable|nominal|operational|go|clean|fine|good|ok|okay|baseline|recovered|resolved|restored|happy|clear|better)',
    ],
    culprit: [
      '(root cause|cause|culprit|bug|problem|issue|typo|reason|leak|regression|deadlocks?|misconfiguration|mismatch|race( condition)?|bottleneck|smoking gun|offending \\S+|bad \\S+|source)',
    ],
    fault: [
      'wrong|bad|missing|expired?|misconfigur(ed|ation)|ran out|running out|leak(ing|ed|s)?|bug|regression|stale|old|older|outdated|deadlock(ed|s)?|locks?|locked|certs?|certificates?|dns|quota|limits?|died|dead|crashed|broke|broken|exhausted|overload(ed|ing)?|saturated|corrupt(ed|ion)?|typo|mismatch(ed)?|evicted|killed|full|upgrade|change|release|flag|commit|query|queries|index|again|oom(ed|killed|ing)?|retry storm|thundering herd|race|throttl(ed|ing)|blocked|dropp(ed|ing)|network|db|database|redis|kafka|pool|deploy(ed|ment)?|migration|config',
    ],
    sev: ['(sev|p|severity|priority)[ -]?[0-5]'],
    // The beginning of a deed under way.
    doing: [
      "(((i'm|im|i am|we're|we are|\uE000 is|\\w+ is) )?((now|currently|just|manually|also|already|in the process of|started|starting|begun|beginning|busy) )*)",
    ],
    // The beginning of news: without a subject, or with one and a perfect tense or "just".
    fresh: [
      "((i|we|\uE000|\\w+) (('ve|have|has|just|now|also|already|manually) )+|((just|now|also|manually|then|successfully|temporarily|have|has) )*)",
    ],
    // What people also update and add without it being a turning point.
    'not-paperwork': [
      '(?! (~ ){0,3}?(docs?|document|ticket|jira|zoom|bridge|channel|call|topic|meeting|invite|calendar|comment|notes?|mind|description|title|summary|thread|slides?|agenda|you|him|her|me|reminder|emoji|link|screenshot|todo|tests?|locally|staging|dev|to the (channel|call|thread|doc|incident))(?![\\p{L}]))',
    ],
    // Behind a deed under way: "rolling back would be risky" is not one.
    'not-really': [
      "(?!.*\\b(?:would|might|could|should|will|may|isn't|is|won't|doesn't|does|didn't|makes|seems|sounds|helps?)\\b)",
    ],
  },
  openers: [
    "ok|okay|k|but|because|alright|all right|right|so|and|then|well|now|yes|yep|yeah|yup|sure|great|cool|good|nice|done|hi|hey|hello|hi all|hey all|hello all|hi everyone|hello everyone|hey everyone|all|everyone|team|folks|guys|fyi|update|quick update|further update|status update|status|heads up|note|also|actually|oh|ah|hm+|ugh|thanks|thank you|no worries|no problem|got it|on it|i'm here|i'm online|joining|here|in that case|since nobody is|meanwhile|for the record|roles|this is|alert|wip|edit|btw|!log|!log \\w+|still|currently|sorry|first|second|finally|aha|found it|good news|bad news|uh oh|\uE000",
  ],
  closers: [
    'now|here|for now|today|tonight|please|then|btw|all|everyone|everybody|folks|team|too|as well|again|thanks|from here|from now on|on this|on this one|on it|for this|for this one|(for|on|in) (this|the) (incident|outage|call|one|sev ?\\d)|starting now|right now|effective immediately|immediately|myself|ok|okay|in (the|a) (\\w+ )?(doc|thread|channel)|fyi|yep|as of now|going forward|:?\\)',
  ],
  joints: ['and|but|so|because|then|while|though|although|which|plus|since'],
  mood: {
    asks: [
      "who|who's|whos|whose|what|what's|whats|why|how|how's|where|where's|which|whom|any|anyone|anybody|any1|can someone|wonder|wondering",
      "(is|are|was|were|am|do|does|did|has|have|had|can|could|should|would|will|shall|may|might|isn't|aren't|wasn't|don't|doesn't|didn't|hasn't|haven't|can't|couldn't|shouldn't|wouldn't|won't) (we|you|i|it|he|she|they|anyone|anybody|someone|somebody|ppl|\uE000)",
      // "@ann is the scribe" is no question, "is the scribe here" is.
      "(?<!\uE000 )(is|are|was|were|am|do|does|did|has|have|had|can|could|should|would|will|shall|may|might|isn't|aren't|wasn't|don't|doesn't|didn't|hasn't|haven't|can't|couldn't|shouldn't|wouldn't|won't) (this|that|these|those|there|the|a|an|any|everyone|our|your|my|people|customers|users)",
      '(could|can|would|will) \\w+ (please|pls)|when (did|do|does|is|are|was|were|will|can|should)',
    ],
    asksAtEnd: ['right|correct|yes|no|or not|yeah|or what'],
    denies: [
      "not|never|no|none|neither|nor|nobody|nothing|without|cannot|hardly|barely|n't|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|haven't|hasn't|hadn't|can't|couldn't|won't|wouldn't|shouldn't|ain't|dont|didnt|doesnt|havent|hasnt|isnt|cant|wont|unlikely|instead of|rather than|fail(ed|ing|s)? to|refus(ed|es|ing) to|no need to|stop|avoid|yet to",
    ],
    plans: [
      "will|'ll|i'll|we'll|it'll|they'll|that'll|gonna|going to|about to|plan(s|ning)?|want(s|ed)? to|wanna|let's|lets|let me|should|shall|could|would|'d|i'd|we'd|can|may|might|must|need(s|ed)?|have to|has to|had to|ready to|try|tries|tried|trying|attempt(s|ing|ed)?|hope|hopes|hoping|hopefully|please|pls|plz|propose|suggest(ing|s)?|recommend(ed)?|consider(ing)?|think(ing)? (about|of)|vote for|in favou?r of|worth|how about|what about|option|options|next step|next steps|todo|to do|to be|tomorrow|later|soon|eta|wait(ing)?( for| until| on)?|before|prepar(e|ing)|like to|prefer|ok to|fine to|safe to|able to|supposed to|expect(ed|ing)? to|wish|in order to|remember to|asking|asked|request(ed|ing)?|stand by",
    ],
    doubts: [
      "maybe|perhaps|probably|possibly|presumably|prob|i think|i guess|i'd guess|guess|guessing|i suspect|suspect(ing)?|i believe|i assume|not sure|unsure|unclear|wonder|wondering|likely|may be|might be|could be|theory|theories|hypothesis|feels like|sounds like|could have|might have|may have|as if|imagine|in theory|apparently|allegedly|curious|afraid|worried|looking into (whether|if)|check(ing)? (if|whether)|see if|verify(ing)? (if|whether|that)|confirm(ing)? (if|whether|that)|make sure",
    ],
    reports: [
      '(he|she|they|you|someone|somebody|everybody|everyone|\uE000|people|the docs?|docs|status ?page|dashboards?|runbook|article|blog|postmortem) (said|says|say|told|thinks?|thought|claims?|claimed|mentioned|heard|wrote|asked|wants?|wanted|tells?)|(i|we) (heard|read|remember|was told|were told|thought|said)|told (me|us)|according to|remember when|reminds me|like when|for example|e\\.g|for instance|last time|similar to|same as',
    ],
    past: [
      'yesterday|last (week|night|month|year|time|quarter|sprint|mon|tues|wednes|thurs|fri|satur|sun)(day)?|previous(ly)?|(days?|weeks?|months?|years?|hours?|hrs?) ago|in the past|back in|used to|the other day|earlier (this|today)|this morning|in (january|february|march|april|may|june|july|august|september|october|november|december|20\\d\\d)|on (monday|tuesday|wednesday|thursday|friday|saturday|sunday)|historically|originally|always|since (monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|last \\w+)|all (week|month|year)|usually|normally|sometimes|often|every time|each time|would have|had been',
    ],
    conditions: [
      'if|unless|when|whenever|once|until|till|in case|assuming|whether|suppose|supposing|as soon as|provided|should we|even if|only if|why',
    ],
    describes: [
      "(the|that|which|what|whatever|whoever|who|everything|anything|all|why|how|where|version|change|one|ones) (~ )?(i|we|you|they|he|she|it)( just| have| had|'ve)?",
      '(that|which|who) (was|were|is|are|got|gets|get|has|have|had)( been)?|(that|which|who)',
      "a|an|any|every|each|recently|last|same|newly|latest|you|they|you've|you guys|previously|most|be|get|gets|being|the|of|newest|to",
    ],
    retracts: [
      "if|unless|maybe|perhaps|probably|possibly|i guess|i think|tomorrow|later|next (week|time|month|sprint|shift)|yesterday|last (week|time|night)|when|once|until|till|whenever|in case|kidding|jk|joking|just joking|lol|or (you|should|do|\uE000|someone)|or not|said|says|told|asked|thinks|thought|claims|hypothetically|pretend|imagine|example|e\\.g|not me|wish|after (i|we|lunch|this|my|the)|before|in \\d+ ?(m|min|mins|minutes|h|hr|hrs|hours|days)|instead of|wait|never ?mind|can't|won't|not yet|except|used to|drill|was",
    ],
  },
  roles: {
    nouns: {
      lead: ['ic|i\\.c\\.|incident commander|commander|incident (lead|leader|manager|command)|inc lead|lead|command'],
      comms: [
        '((internal|external|customer|customer-facing|client|stakeholder|incident) )?(comms|communications?|coms)( (lead|manager|officer|person|duty|role|liaison))?',
      ],
      scribe: ['scribe|scribing|note ?taker|note-taker|note ?taking|note-taking|notes|the notes|timeline keeper'],
    },
    claims: [
      "(i'm|im|i am|i'll be|i will be|i'm now|it's me) ((now|the|your|this incident's|acting|acting as|serving as|taking|taking over|taking on|doing|handling|running|on|covering|taking over as|stepping in as|stepping up as|grabbing|owning|going to be) ){0,3}{role}",
      "(i'll|i will|ill|i can|let me|i've|i have|i) ((now|happily|gladly|just|also|go ahead and) )?(take|grab|handle|do|own|cover|run|be|take over|take on|step in as|step up as|act as|serve as|jump on|pick up|manage|taken|assume|hold) ((on|over|as|the|your|being|role of) ){0,3}{role}( role| duty| duties| work)?",
      "(i'm )?(taking|grabbing|assuming|covering|owning|handling|stepping in as|stepping up as|taking over|taking over as|acting as) ((the|over|as|on) ){0,2}{role}( role| duty| duties)?",
      // "I have notes" takes nothing.
      "(i've got|i got|i have|i've|i have got|got) ((now|the|taken) ){0,2}(?!notes|the notes){role}",
      '{role} ?(:|=|is|->|→|-) ?(me|mine)',
      '(me for|dibs on|i (hereby )?volunteer (for|as|to be)) (the )?{role}',
      "(i'm|i am) taking over ((as|the) )?{role} from \uE000",
    ],
    given: [
      "@ ?('s|is|is now|has(?! (the )?notes)|takes|is taking|is doing|is handling|is on|is running|is covering|is acting as|is taking over|is taking over as|will now be|now has|'s on|'s doing|'s taking) ((the|our|your|now|over|as|this incident's|acting) ){0,2}{role}( role| duty)?",
      "@,? ?(you're|you are|youre|you have|you've got|you're on|you are on|you got|you are now|you're now) ((the|our|now) ){0,2}{role}",
      '{role} ?(:|=|->|→|-|is|is now|goes to|is with) ?@',
      "((i'm|i am|i've|i have|we're) )?(handing|passing|giving|transferring|assigning|handed|passed|given|transferred|assigned) ((over|off|on) )?((the|my) )?{role}( role| duty)? ((over|off|on) )?to @",
      "((i'm|i am|i've|i have|we're) )?(making|assigning|assigned|made|putting) @ ((as|on|the|to|to be) ){0,2}{role}",
    ],
    released: [
      "((i'm|i am|i'll be) )?(stepping|standing) (down|back|away) (as|from) ((the|being) )?{role}( role| duty)?",
      "(i'm|i am) no longer ((the|on|doing) )?{role}",
      "(i'm|i am) (giving up|releasing|dropping) ((the|my) )?{role}( role)?",
    ],
    spoken: {
      lead: [
        "(i'm|i am|i'll|i will|i can) (lead|leading|run|running|command|commanding|coordinate|coordinating) (this|the (incident|response|call|outage|bridge)|this (incident|one|response|call))|(i'm|i am) leading|i'll lead|i will lead|(ic|incident commander) here|(i'm |i'll )?tak(e|ing) point|i have command",
      ],
      comms: [],
      scribe: [
        "(i'm|i am) (scribing|taking (the )?notes|keeping (the )?(notes|timeline)|writing (the )?(notes|timeline))|(i'll|i will|i can|let me) (scribe|take (the )?notes|keep (the )?(notes|timeline))|taking (the )?notes|scribing",
      ],
    },
    done: {
      lead: ['@ is (leading|running|commanding|coordinating)( (this|the) (incident|response|call|one|outage)| this)?'],
      comms: [],
      scribe: ['@ is (scribing|taking (the )?notes|keeping (the )?(notes|timeline))'],
    },
  },
  facts: {
    decision: [
      '(decided|agreed|we agreed|decision|consensus)( is| was)?( to|:| on| that)',
      '(declar(ing|ed)|opened|opening) (a |an |this )?(as )?(a |an )?({sev}|incident|major incident|outage)|(upgrad|downgrad|rais|lower|escalat|bump)(ing|ed) (this |it |severity |the severity |the incident )*(from {sev} )?to (a )?{sev}',
      "(escalated|escalating) (this |it )?(to|with) \\S+|(paged|paging) (the |in )?\\S+|(page|paged) sent to|(opened|filed|raised) (a |an )?(~ )?(support )?(case|ticket) with|(updated|posted (to|on)|posted an update (to|on)) (the |our )?status ?page|status ?page (is |has been )?(updated|posted)|(posted|published|sent)( out)? (a |an |the )?(first |initial |public |customer |external |status )+(update|notice|comms|communication|statement|message)|deploy(s|ments)? (are )?(frozen|freeze)|(froze|frozen|freezing|pausing|paused) (all )?(deploys|deployments|releases)|we( 're| are) going with|(going|went) with option|(closing|resolving) ((the|this) incident|this( one)?( out)?$)|incident (is )?(closed|resolved)|calling it resolved",
    ],
    cause: [
      'root cause ?(is|was|found|identified|confirmed|:|-|=|appears to be|turned out|understood)|(found|identified|confirmed|have|got|know) (the |a |our )?(probable |likely |actual )?root cause|rca ?:',
      "(i think |we think |i believe |pretty sure )?(i've |we've |we have |i have |i |we |just )?(found|identified|located|spotted|pinpointed|see|isolated) (the|a|our|what) (~ ){0,2}?{culprit}|(issue|cause|problem|bug|culprit) (is |was |has been )?(identified|found|isolated|located|understood)|found it ?[:,-]",
      "(caused|triggered|introduced|broken|brought down|knocked over) by|(is|are|was|were|'s|all|failing|broken|down|happening|this) (because of|because|due to)|cause ?:|(the|our) (root |actual |real )?(cause|culprit|problem|issue|bug|reason) (here )?(is|was|seems to be|appears to be|turned out to be|looks to be|lies in)|culprit ?:|culprit (is|was)|it( 's| is| was) (the|a|an|our) … (again|issue|problem|bug|leak|regression)",
      "turns out|turned out|it turns out|upon (further )?investigation|(traced|tracked|narrowed|pinned|bisected) ((it|this|that|the ~) )?((the ~) of ~ ~ )?((down|back) )*to|(exhausted|managed to exhaust|ran out of|exceeded|used up|burned through) ((our|the|all|my) )?(~ ){0,3}?(quota|limits?|iops|capacity|disk|memory|connections|ips|inodes|descriptors|throughput|credits|pool)|confirmed (it was|it is|it's|that it's|that it was|this is|cause|the cause|as|the (db|database|issue|problem))",
      '(it |this |that |these |they )?(looks?|seems?|appears?)( like| to be| that)? … {fault}|looks like … {fault}',
      'in the wrong (namespace|region|place|cluster|environment|env|account|order|zone|format|db|database|table|bucket)|(points?|pointed|pointing) (at|to) the (wrong|old)|with the wrong \\S+',
      '(cert|certs|certificate|certificates|token|secret|key|license|domain|credentials?)( for \\S+)? (has |have |is |are |was |just )?expired|(started|began|begins|starts|spiked|coincides?|coincided|correlates?|correlated|lines up|lined up|matches)( right| exactly| just)* (after|with|at) … (deploy|deployment|release|change|migration|rollout|push|upgrade|merge|maintenance|config|flag|bump|cutover)|(bad|broken|faulty) (deploy|config|commit|release|migration|push|merge) (in|from|on|at|by|went|is|was)|(introduced|regressed) in (~ )?(v?\\d|#|pr|commit|\uE001)',
      "(it|the (problem|issue|cause)) ('s|is|was) (the|a|an|our) (~ ){0,2}?(config|deploy|deployment|release|migration|flag|cert|certificate|upgrade|change|index|query|cron|cronjob|firewall|proxy|cache|leak|deadlock|typo|timeout setting|quota|limit|dns|rate limiter|load balancer|retry|retries|memory leak|disk|database|db)( change| push| job| rollout)?|(deploy|deployment|release|change|pr|commit|migration|upgrade|rollout|config|flag|merge|push|bump)( (at|from|of|in|to) ~)? (that )?(broke|caused|triggered|introduced|took down|knocked out|killed) (it|this|the|all|our|\\S+)|(someone|somebody) (deleted|dropped|removed|changed|revoked|rotated|disabled|pushed|merged)|(memory|connection|fd|thread|goroutine|handle) leak in|missing (an )?index|out of (disk|memory|file descriptors|connections|ip addresses|ips|inodes|disk space|capacity)",
    ],
    verification: [
      "(i |we )?can confirm|(verified|validated) (that|the|on|in|with|from|:|it|this|both|all|by|working|fix|against)|(i |we |i've |we've |have )(verified|validated|confirmed)|(smoke|integration|synthetic|e2e|health) (tests?|checks?|probes?) (are |is |all |now )*(pass(ed|ing|es)?|green|ok)|test (orders?|payments?|logins?|transactions?|purchases?|requests?) (went through|works?|worked|succeeded|succeed|passed|ok|is fine)|(confirmed|verified) (fixed|working|resolved|recovered|healthy|by|with|on|from|in|that)|canary (is |looks |looking )*{ok}|(users?|customers?|support|merchants?|they|\uE000) (have |has |can |also )?(confirm(s|ed)?|verified) … (back|working|works|fixed|fine|ok|resolved|again|recovered)|(able|can) to … (again|now)",
    ],
    recovery: [
      "back (to|at|in) (\\d[\\d.,]* ?(%|ms|s|rps|qps)?|normal|baseline|business|green|healthy|pre-incident|usual|expected)|back (up|online|again|alive|in rotation)|(is|are|was|were|'s|'re|came|coming|come|comes|has come|all|now|fully|service|services|site|we're) back( now| for| again| up)?(?! (to|from|in|with|on|at|and forth|later)(?![a-z]))|(is|are|'s|'re) {be}*(healthy|recovered|recovering|restored|resolved|stabilized|stabilised|stabilizing|stable|green|mitigated|operational) ?(again|now)?",
      '(recovered|recovering|recovers|restored|stabili[sz](ed|ing)|returned to|resolved itself|self-healed|self healed|cleared up|went away|gone away|subsid(ed|ing)|improving)|recovery (is )?(confirmed|complete|underway|in progress|started)|(service|services|functionality|access|traffic|connectivity|replication|processing) (is |are |has been |have been |fully |now |was )*(restored|resumed|flowing)',
      "(all|everything|dashboards?|graphs?|metrics|probes|checks|things|system|systems|numbers|charts|it|health ?checks?|pods|nodes|monitors) (is |are |all |have |has |'s |looks? |looking |look |seems? |back |gone |went |turned |now |returning |pretty |much |to |be )+{ok}|all (green|clear|good now)|(looks?|looking|look) ((healthy|stable|normal|good|better|fine) (again|now)|good (across|from|on)|healthy$)",
      "{bad} … ?(is |are |has |have |'s |'re |was |were |all |back |now |slowly |already |rapidly |steadily |started |starting to |start to |begun to |just )*(dropping|dropped|falling|fell|fallen|decreas(ing|ed)|declin(ing|ed)|down|gone|clear(ed|ing)|normal (again|now)|normali[sz](ed|ing)|zero|recover(ed|ing)|stopp(ed|ing)|subsid(ed|ing)|draining|drained|caught up|catching up|resolv(ed|ing)|improv(ed|ing)|tapering|stable|healthy|coming down|going down|flat|low|lower|better|green|trending down|back|empty|shrinking|went down|went away)",
      "{good} … ?(is |are |has |have |back |now |slowly |'s |'re )*(back|recover(ing|ed)|restored|flowing|resumed|resuming|succeeding|up again|going through|returning|climbing back|normal)( again| now)?",
      "(seeing|signs of|starting to see) (recovery|improvements?|errors drop)|no longer (seeing|getting|failing|receiving|happening|erroring|affected|stuck|crashing|timing|throwing|reproducible|see|getting)|(no|zero|0) (more|new|further) ({bad}|reports|issues|restarts|problems|timeouts)|not (seeing|getting) (any )?(more |new |further )?\\S+ (anymore|any more|now)|(haven't|have not|hasn't) (seen|had) (any |a )?(single |new |more |further )?({bad}|failures?|recurrence)( in| since| for)?|no ({bad}|restarts|failures) (in|for|since) (the )?(last|past|\\d+|a while)",
      "(that|this|it|{fix}|which|they|turning it off|turning that off|retry|trick) (has |have |seems to have |appears to have |did |definitely |really |just )*(worked|helped|fixed it|did the trick|did it|fixed (that|this|the)|solved it|resolved it|brought it back|took effect)|(issue|problem|bug|incident|it|this|outage) (is |has been |'s |was |now |fully |completely )+(fixed|resolved|mitigated|solved|over|gone)|(is|are) (now )?(working|loading|responding|processing|flowing|running|succeeding|serving|functional|available|reachable|passing|accepting|merging|syncing)( \\S+){0,3} ?(again|now|normally|fine|as expected|properly|correctly)|works? (again|now|for me now)|working (again|now)|up and running|(nodes?|pods?|replicas?|instances?|servers?|hosts?|site|api|service|primary|cluster|db|database|master|leader|brokers?|workers?) (is |are |appears? to be |seems? to be |looks? |came |now |all )+(up|back up)( and running)?( again| now)?|works now|(we're|we are|site is|service is|api is|everything is|all) (back|good|up)( now)?$|(things|it|that|this|all|everything|we) should (all )?be (fine|good|ok|okay|back|fixed|resolved|back to normal|working|healthy|stable) (again )?now|impact (has |is )?(over|ended)|outage (is )?(over|ended)|end of (the )?(outage|impact)",
    ],
    rollback: [
      '(rollback|roll back|revert|reversion)( of … ?)?( is| was| has| has been| now| to \\S+)* ?(complete|completed|done|finished|successful|succeeded|deployed|live|out|in progress|underway|under way|ongoing|started|initiated|triggered|merged|running|kicked off|applied|in prod|in production|rolling out|deploying|through)',
      '(start(ed|ing)|initiat(ed|ing)|trigger(ed|ing)|kick(ed|ing) off|doing|did|perform(ed|ing)|complet(ed|ing)|execut(ed|ing)|beginning|began|running|ran|finish(ed)|merg(ed|ing)|deploy(ed|ing)|ship(ped|ping)|push(ed|ing)) (a |an |the |our |my |manual |full |emergency |prod |that |this )*(rollback|roll back|revert)',
      '(revert|rollback|fix) pr( is)? (up|open|opened|out|ready)|(opened|put up|raised|created|sent|sent out|submitted|filed|made|have) (a |an |the |out )*(~ )?(revert|rollback)( pr| mr| cr| diff)?|back on (the )?(old|previous|prior|last known good|last good) (version|release|build|image|config)|back on v?\\d+\\.\\d+',
    ],
    deploy: [
      "{fix} (is|'s|has been|was|are|just|now|went|has|got|finally) ((now|just|also|already|been|fully|all|finally|been) )*(out|live|deployed|merged|shipped|released|rolled out|pushed|applied|in prod|in production|landed|submitted|rolling out|deploying|on prod|everywhere|through)|{fix} (deployed|merged|shipped|released|landed|live|in prod|rolled out|applied)( to| in| on| at|$|:)|(deploy|deployment|rollout|roll out|release|pipeline|migration|build) (is |has |of \\S+ |to \\S+ |just |has been |was |now )*(complete|completed|done|finished|succeeded|successful|started|underway|in progress|at \\d+ ?%|went out|rolled out|reached)|merged (\\d+ |the |a |an |this |that |my |our |in |pr |#)\\S*|(opened|put up|raised|created|sent|sent out|submitted|made) (a |an |the |out )*(fix|hotfix|patch)( pr| mr| cr)?|(fix|hotfix|patch) pr( is)? (up|open|out|ready)",
    ],
    mitigation: [
      "(stopped|stemmed) the bleeding|(bleeding|spread|damage|outage|incident|issue|problem|leak|blast radius) (is |was |has been |now |all )*(contained|stopped)|we ('ve |have )?contained (it|this|the)",
      '(mitigated|mitigation (is )?(in place|applied|complete|done|live|deployed|working|active)|workaround (is )?(in place|applied|live|deployed)|failed over|failover (is |to \\S+ |has )*(complete|completed|done|finished|started|triggered|successful|in progress)|(traffic|load|requests|connections|node|nodes|region|az|pool|cluster) (is |are |was |has been |have been |now |fully |all )*(drained|shifted|rerouted|re-routed|diverted|moved|redirected|failed over|switched|shed|blocked)|restart (is )?(complete|completed|done|finished)|(migration|migrating( ~)?|cleanup|drain|draining( ~)?|scaling|scale ?up|scale ?out) (is |has |was )*(done|complete|completed|finished)|done (migrating|restarting|draining|scaling|deploying|moving|cleaning)|maintenance (page|mode) (is )?(up|on|enabled|live)|(feature )?(flag|kill ?switch|toggle|feature) (is |was |has been |now |\\S+ )*(off|disabled|on|enabled|flipped|killed|turned off|toggled)|rate limit(s|ing)? (is |are |has been )?(in place|enabled|applied|on|active)|circuit breaker (is )?(open|tripped|on))',
    ],
    symptom: [
      '(seeing|getting|receiving|experiencing|hitting|noticing|observing|noticed|observed|having) (~ ){0,8}?{trouble}|(starting|started|start|still|continue) to (see|fail|time ?out|get) … ({trouble})?|we (can )?see … {trouble}|i (can )?see … ({bad}|spike|burst)',
      "(alerts?|alarms?|pager|pages|monitors?|pagerduty|opsgenie|nagios|datadog|canar(y|ies)|sentry|probes?|health ?checks?) … ?(is |are |just |has |have |'s |all |started |for \\S+ )*(firing|fired|fire|triggered|went off|going off|paging|red|failing|failed|blowing up|screaming|tripped|lit up|alerting)|(got|getting|just got|been|was) paged|paged (for|about|by)|alert ?:",
      "(?<!\\b(?:i|he|she|you|i'm|he's|she's|you're) )({be})+(down(?! (to|with|by|on|the|for (it|that|this|a|lunch)))|unavailable|unreachable|unresponsive|unhealthy|non-responsive|offline|crashing|crash ?looping|in crashloopbackoff|crashloopbackoff|stuck|broken|degraded|timing out|failing|erroring|erroring out|hanging|hung|frozen|throwing … (errors?|exceptions?|5\\S+)|returning … (errors?|[45]\\d\\d\\S*|5xx\\S*|nothing|garbage)|on fire|dead|slow|sluggish|overloaded|backed up|piling up|saturated|maxed out|maxed|pegged|red|dropping (requests|connections|packets|traffic)|losing \\S+|rejecting \\S+|corrupted|inconsistent|wedged|pending|evicted|starved|flapping|spiking|impacted|affected|blocked|out of sync|lagging|behind|oom ?killed|oom(ing|ed)?|empty|blank|missing|wrong)",
      "(?<!\\b(?:i|you|he|she|they) )(went down|fell over|crashed|died|is dying|are dying|hard down|returning (empty|stale|wrong|old|partial|no|blank) ~|not ?ready|(hasn't|haven't) (run|fired|synced|updated|processed|consumed|started) (since|for|in)|stopped (working|responding|processing|serving|accepting|sending|replicating|consuming|receiving|reporting)|crash ?loop(ing|ed)?|crashloopbackoff|oom ?killed|ooming|out of memory|no space left|timing out|timed out|returning (5xx|5\\d\\ds?|errors)|throwing (5xx|5\\d\\ds?|errors))",
      "{bad} … ?(is |are |'s |'re |has |have |just |now |also |still |been |really |very |super |being |was |were |at |all |started |keeps |keep |slowly |continue to |continues to )*(up|elevated|high|higher|spiking|spiked|spike|climbing|climb|climbed|rising|rose|increas(ing|ed)|jump(ing|ed)|through the roof|growing|grew|doubl(ed|ing)|tripled|shot up|going up|went up|piling up|maxed( out)?|pegged|exhausted|full|saturated|off the charts|skyrocket(ing|ed)|coming in|pouring in|flooding in|backing up|backed up|at (9\\d|100) ?%|over \\S+|\\d+ ?%)|(lag|backlog|queue( depth| size)?) … ?(at|over|above) \\d\\S*",
      "(spike|surge|uptick|jump|increase|rise|burst|flood|wave) (in|of) … ?{bad}|{good} … ?(is |are |has |have |just |'s )*(dropped|dropping|down|fell|falling|tanked|tanking|cratered|failing|at zero|zero|stuck|not going through|plummet(ed|ing)|flatlined|declined|lost)|dropped to (zero|0)|drop in {good}",
      "({who}|{who} (are|is)) (report(s|ing|ed)?|complain(s|ing|ed)?|can't|cannot|can not|couldn't|unable|not able|aren't able|say(ing)? they|tell(ing)? us|are seeing|getting|getting errors|seeing|hitting|affected|impacted)|reports? (of|from|that|coming|came)|(complaints|tickets) (about|coming|from|of)|(affects|affecting|impacts|impacting|hits|hitting) (all|some|most|every|about|around|only|~?\\d+|customers|users|eu|us|checkout|\\S+ (users|customers))|(impact|scope|blast radius|symptoms?) ?:",
      "(is|are|still|was|were) not (responding|loading|working|reachable|available|starting|coming up|healthy|processing|rendering|updating|connecting|syncing|accepting|sending|receiving|returning|going through|being (sent|processed|delivered|scheduled|created|consumed))|(isn't|aren't|wasn't|weren't) (responding|loading|working|reachable|starting|coming up|healthy|processing|rendering|updating|connecting|syncing|accepting|sending|receiving|returning|going through|being (sent|processed|delivered|scheduled|created|consumed))|(won't|doesn't|don't) (start|load|respond|boot|come up|connect|render|schedule)|unable to (connect|reach|log ?in|login|load|start|mount|pull|resolve|schedule|check ?out|pay|sign in|acquire|write|read|process|send|upload|access)|(?<!\\bi )(can't|cannot|couldn't) (connect|reach|log ?in|sign in|check ?out|pay|mount|pull|resolve|schedule|acquire|write|start|load)|nothing (can|is) \\S+|fail(s|ed|ing)? to (connect|start|load|deploy|write|acquire|mount|pull|schedule|process|send|resolve|authenticate|prepare|upload)|(are|is|were|was|keeps?|keep) (failing|crashing|restarting|timing out|getting (stuck|killed|evicted))|things (are|got) … (broken|worse|bad)|(seems?|appears?) (to have )?(gone down|broken|down|stuck)|something( 's| is) (broken|wrong|off)|there( 's| is) something (broken|wrong)",
    ],
  },
  acts: {
    rollback: [
      'rolled (~ ){0,4}?back|rolled-back|reverted|rollbacked|rolledback|backed out (the|that|of)|undid (the|that)|downgraded (~ ){0,3}?to (v?\\d|the (old|previous))',
    ],
    deploy: [
      '(re)?-?deployed|rolled out|shipped (the|a|v|it|fix|hotfix)|pushed (out )?(the|a|an|this|my|our|\\S+) ?(~ )?(fix|hotfix|patch|change|config|build|release|image|prod|production|it|out)|manually merged|applied (the|a|an) (~ )?(fix|hotfix|patch|migration|config|change|manifest|terraform|yaml|workaround)|hotfixed|cherry-?picked|force-?pushed',
    ],
    mitigation: [
      '(re-?started|rebooted|bounced|power-?cycled|recycled|drained|cordoned|scaled (~ ){0,3}?(up|out|down|back|to|from)|failed (~ ){0,3}?over|switched (~ ){0,3}?(over|traffic|to)|re-?routed|redirected|rate[- ]?limited|throttled|blackholed|null-?routed|disabled|turned (~ ){0,4}?(off|on)|toggled|flipped|re-?enabled|kill-?switched|promoted|de-?pooled|re-?pooled|pooled|shed load|shed traffic|fail(ed)? back|mitigated|quarantined|evacuated|isolated|shifted (~ ){0,2}?traffic|diverted|blocked (the|all|those|that|traffic|requests|ip|ips|\\S+ ips?)|whitelisted|allowlisted|unblocked|killed (the|all|off|a|those|that|it|long|stuck|\\d+|\\S+ quer(y|ies))|purged|flushed|invalidated|suspended|pulled (~ ){1,3}?(out of|from) (rotation|the lb|the load balancer|the pool)|took (~ ){1,4}?(out of|offline|down)|put (~ ){1,3}?(in|into) maintenance|rotated (the|all|our)|renewed (the|our)|reissued)',
    ],
  },
  news: {
    mitigation: [
      '{fresh}(re-?updated|updated|changed|added|removed|deleted|increased|bumped|raised|doubled|tripled|decreased|lowered|reduced|provisioned|resized|expanded|extended|cleared|cleaned|patched|fixed|stopped|paused|resumed|moved|migrated|set|applied|replaced|recreated|re-?created|rebuilt|restored|re-?ran|reran|re-?run|replayed|re-?queued|requeued|retried|reset|upgraded|upsized|unstuck|unlocked|enabled|tweaked|adjusted|tuned|limited|capped|rescheduled|manually \\S+ed|kicked|truncated|vacuumed|reindexed|created the|dropped the|brought (~ ){1,4}?(up|back|online)|spun up|stood up|swapped|pinned|restricted|revoked|forced|triggered){not-paperwork}',
    ],
    deploy: [
      '{fresh}(submitted|merged|released|shipped|pushed|published|promoted (to|\\S+ to) prod(uction)?){not-paperwork}',
    ],
    verification: [
      '{fresh}((verified|validated|confirmed|double-?checked) \\S+|(verified|validated|confirmed) ?[:,-]|tested … (works?|ok|fine|good|working|passes))',
    ],
    decision: [
      '{fresh}(escalated|notified (the |our )?\\S+|alerted the|pulled in \\S+|looped in \\S+|declared|decided)',
    ],
  },
  underway: {
    rollback: ['{doing}(rolling (~ ){0,4}?back|reverting|backing out)(?=[ .!:]|$){not-really}|rollback ?:'],
    deploy: [
      '{doing}((re)?-?deploying|rolling out|rolling forward|shipping (the|a)|pushing (the|a|out|this|to)|merging|hotfixing|applying (the|a|this)|releasing|cherry-?picking)(?=[ .!:]|$){not-really}',
    ],
    mitigation: [
      '{doing}(re-?starting|rebooting|bouncing|draining|cordoning|scaling (~ ){0,3}?(up|out|down|back|to|from)|failing (~ ){0,3}?over|switching (~ ){0,3}?(over|traffic|to)|re-?routing|redirecting|rate-?limiting|throttling|disabling|turning (~ ){0,4}?(off|on)|flipping|re-?enabling|promoting|de-?pooling|re-?pooling|shedding|mitigating|isolating|shifting|diverting|blocking (the|all|those|that|traffic|ip|ips)|killing (the|all|off|those|that|long|stuck|\\d+)|purging|flushing|invalidating|suspending|rotating the|renewing the|bumping (the|up)|increasing|provisioning|resizing|bringing up|spinning up|adding (more|\\d+|nodes|capacity|replicas|an?|the)|restoring|rebuilding|migrating|cleaning up|clearing|deleting (the|all)|replaying|re-?queueing|requeuing|moving (traffic|the|some|load|capacity)|enabling|taking (~ ){1,4}?(out of|offline)|pulling (~ ){1,3}?(out of|from) rotation)(?=[ .!:]|$){not-really}',
    ],
    recovery: ['{doing}(recovering|coming back( up)?|stabili[sz]ing)(?=[ .!:]|$){not-really}'],
  },
}

/** What becomes of a column when somebody is erased. `erased`: deleted or blanked with the person; the other words say why it stays. */
export type ColumnFate = 'erased' | 'number' | 'moment' | 'word of ours' | 'hash' | 'staff' | 'company' | 'certificate';

type Table = Readonly<Partial<Record<ColumnFate, string>>>;

const INTERACTION: Table = {
  erased: 'number revision home node source source_id brand channel kind direction office stage occurred_at occurred_offset_minutes occurred_precision placed_at sent_at received_at recorded_at session title text language turns rating_value rating_min rating_max rating_scale rating_question subject_types subject_ids subject_roles subject_labels claims amount_roles amount_minors amount_currencies amount_gross duration_seconds traits properties',
};

/** Every table of PostgreSQL with what becomes of its columns. A test walks the catalogue and fails on a column that is not here: whoever adds one decides. */
export const POSTGRES_COLUMNS: Readonly<Record<string, Table>> = {
  'platform.migrations': { 'word of ours': 'module file', hash: 'sha256', moment: 'applied_at' },
  'platform.outbox_copy': { erased: 'body', number: 'id row_count earlier', 'word of ours': 'table_name', moment: 'created_at copied_at' },
  'platform.outbox_event': { erased: 'body', number: 'id txid', 'word of ours': 'type', moment: 'created_at' },
  'platform.outbox_cursor': { 'word of ours': 'consumer', number: 'position' },
  'people.company': { company: 'one name zone session_secret', moment: 'created_at' },
  'people.person': { staff: 'id name email email_verified image role active created_at updated_at last_seen_at' },
  'people.session': { staff: 'id token user_id expires_at ip_address user_agent created_at updated_at' },
  'people.account': { staff: 'id account_id provider_id user_id access_token refresh_token id_token access_token_expires_at refresh_token_expires_at scope password created_at updated_at' },
  'people.verification': { staff: 'id identifier value expires_at created_at updated_at' },
  'people.api_key': { staff: 'id name kind source personal_data hash ends_with created_at last_used_at revoked_at' },
  'people.audit': { number: 'id about', moment: 'at', staff: 'who', 'word of ours': 'what outcome' },
  'identity.state': { number: 'is_only version' },
  'identity.node': { erased: 'hash level session traits', number: 'number evidence decided erased', company: 'source brand', moment: 'first_occurred_ms' },
  'identity.node_identifier': { erased: 'node type value verified joins verified_by said' },
  'identity.customer': { erased: 'kind value_counts known', number: 'number merged_into node_count entangled capped', moment: 'first_seen_ms last_seen_ms' },
  'identity.assignment': { number: 'node customer origin settled' },
  'identity.edge': { erased: 'value', number: 'number node_a node_b strength evidence', 'word of ours': 'rule outcome refusal type', moment: 'observed_at' },
  'identity.decision': { erased: 'value reason', number: 'number left_nodes right_nodes keep_nodes undoes', 'word of ours': 'kind type', staff: 'decided_by', moment: 'decided_at' },
  'identity.blocked_value': { erased: 'value', 'word of ours': 'type kind', number: 'decision', moment: 'since' },
  'identity.node_home': { number: 'node home' },
  'identity.match_record': { erased: 'number hash said own_bits' },
  'identity.match_node': { erased: 'node record' },
  'identity.match_key': { erased: 'key record' },
  'identity.match_pair': { erased: 'a b bits household_bits agreeing' },
  'identity.match_answer': { erased: 'number node_a node_b answer', staff: 'said_by', moment: 'said_at' },
  'identity.match_model': { number: 'number records body curve', staff: 'trained_by', moment: 'trained_at' },
  'identity.match_value': { number: 'model holders', hash: 'key' },
  'identity.match_setting': { number: 'number is_on precision_ratio', staff: 'set_by', moment: 'set_at' },
  'identity.match_state': { number: 'is_only node model cut_bits unsettled' },
  'identity.erasure_state': { number: 'is_only erasures forgotten', company: 'secret' },
  'identity.suppression': { hash: 'key', number: 'erasure refused', moment: 'since' },
  'interactions.seen': { erased: 'content version', hash: 'key', number: 'number revision' },
  'interactions.earlier': { erased: 'key content' },
  'interactions.inbox': { erased: 'body', number: 'id items', moment: 'received_at' },
  'interactions.placed': { erased: 'number home placed_ms' },
  'interactions.parked': { erased: 'id source item_id content reason detail body state parked_at settled_at' },
  'interactions.expired': { hash: 'key', number: 'run' },
  'interactions.erased': { hash: 'key', number: 'erasure refused' },
  'subjects.order_fact': { erased: 'interaction revision brand order_id node source occurred_at said key' },
  'channels.upload': { company: 'id name', number: 'bytes', moment: 'received_at' },
  'channels.import_run': { number: 'id position accepted duplicates revised quarantined rejected bytes_read bytes_total worked_ms', company: 'upload path name kind source mapping', hash: 'mark', 'word of ours': 'state problem', moment: 'started_at ended_at' },
  'channels.import_reject': { erased: 'reason text', number: 'run line place' },
  'customers.trait': { erased: 'node name value source said_at interaction key' },
  'customers.word': { erased: 'interaction node key source said_at traits' },
  'customers.rule_set': { company: 'version rules note hash', staff: 'by', moment: 'at' },
  'customers.survivorship': { company: 'version rules note', staff: 'by', moment: 'at' },
  'customers.consent_word': { erased: 'number node about_type about_value purpose channel answer said_at expires_at source basis wording wording_version interaction revision place key said_by note replaced recorded_at' },
  'customers.retention_setting': { 'word of ours': 'key', company: 'number rule is_on', staff: 'set_by', moment: 'set_at' },
  'voice.correction': { erased: 'interaction revision home node question label is_taken_back said_at reader read_as', number: 'number', staff: 'said_by' },
  'voice.learning': { number: 'number made_of quality', 'word of ours': 'state problem made_for', staff: 'asked_by', moment: 'begun_at ended_at', company: 'model' },
  'voice.chosen_learning': { number: 'is_only learning', staff: 'chosen_by', moment: 'chosen_at' },
  'voice.topic_tree': { number: 'number made_of', 'word of ours': 'state problem', staff: 'asked_by', moment: 'begun_at ended_at', company: 'trees' },
  'voice.topic_decision': { number: 'number first_id undoes', 'word of ours': 'language kind', company: 'act', staff: 'decided_by', moment: 'decided_at' },
  'voice.topic_pass': { number: 'number tree decided_through place_home place_ms place_number texts', 'word of ours': 'state', moment: 'begun_at switched_at' },
  'voice.topic_watch': { moment: 'on_day', 'word of ours': 'language', number: 'pass texts found' },
  'voice.rival': { number: 'number is_removed', company: 'name spellings', staff: 'changed_by', moment: 'changed_at' },
  'voice.known_product': { company: 'id names', number: 'told', moment: 'known_since' },
  'voice.names_round': { number: 'is_only round', staff: 'asked_by', moment: 'asked_at' },
  'voice.predicted_score': { hash: 'score', moment: 'made_at', number: 'took_ms prediction' },
  'voice.embedder': { number: 'number place_home place_ms place_number texts', 'word of ours': 'fingerprint state', moment: 'begun_at' },
  'voice.reader': { number: 'number place_home place_ms place_number texts learning', hash: 'fingerprint', 'word of ours': 'state', moment: 'begun_at switched_at' },
  'customers.retention_run': { 'word of ours': 'key problem', company: 'number rule is_dry', number: 'interactions customers counts', staff: 'asked_by released_by', moment: 'before started_at finished_at oldest_at newest_at released_at' },
  'customers.rule_count': { hash: 'hash', number: 'counts took_ms', moment: 'counted_at' },
  'analysts.statement': { number: 'number is_masked rows took_ms', moment: 'at', staff: 'asked_by', 'word of ours': 'shape views format outcome' },
  'charter.version': { company: 'number rule_set_version cells note', hash: 'hash', staff: 'by', moment: 'at' },
  'charter.signature': { hash: 'hash', staff: 'person seat', moment: 'at' },
  'charter.governance': { number: 'number', company: 'setting', staff: 'by', moment: 'at' },
  'customers.erasure': { certificate: 'number key customer nodes homes reason erased_by erased_at finished_at hashes claims counts mentions_found mentions_are_least' },
  'customers.erasure_mention': { erased: 'number interaction revision home node channel occurred_at spans', certificate: 'erasure', staff: 'masked_by', moment: 'masked_at' },
};

/** The same for every table of ClickHouse with rows of its own. */
export const CLICKHOUSE_COLUMNS: Readonly<Record<string, Table>> = {
  custos_migrations: { 'word of ours': 'module file', hash: 'hash', moment: 'applied_at' },
  identity_map: { number: 'node customer version', moment: 'updated_at' },
  interactions_log: INTERACTION,
  interactions_revisions: INTERACTION,
  voice_readings: { erased: 'number revision home node source brand channel office kind direction occurred_at characters part_kinds part_places part_ends language feeling valence sentence_starts sentence_ends sentence_valences outputs labels confidences carriers entity_kinds entity_starts entity_ends entity_ids', number: 'reader' },
  voice_corrections: { erased: 'number revision home node correction source brand channel office kind direction occurred_at question label stands' },
  voice_topics: { erased: 'number revision home node source brand channel office kind direction occurred_at language outcome topic confidence fit', number: 'pass' },
  voice_meanings: { erased: 'number revision home node standing source brand channel office kind direction occurred_at language outcome length vector', number: 'embedder' },
  voice_answers: { erased: 'number revision home node source brand channel office kind direction occurred_at survey scales values mins maxs questions ones turned' },
  interactions_pages: { erased: 'home placed_at number revision node channel direction office stage occurred_at page' },
  interactions_words: { erased: 'placed_at number revision home node source brand channel kind direction language occurred_at received_at passages said' },
};

/** The columns of a register, as `table.column`. */
export function declaredColumns(register: Readonly<Record<string, Table>>): Set<string> {
  return new Set(Object.entries(register).flatMap(([table, fates]) => Object.values(fates).flatMap((columns) => columns.split(' ').map((column) => `${table}.${column}`))));
}

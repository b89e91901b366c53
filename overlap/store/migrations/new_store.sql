CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE house (
	house_id VARCHAR(64) NOT NULL, 
	PRIMARY KEY (house_id)
);

CREATE TABLE revisions (
	table_name VARCHAR(64) NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (table_name)
);

CREATE TABLE agreements (
	agreement_id VARCHAR(80) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	values_json TEXT NOT NULL, 
	effective_from DATETIME NOT NULL, 
	signed_marketing TEXT NOT NULL, 
	signed_sales TEXT NOT NULL, 
	note TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (agreement_id), 
	CONSTRAINT agreements_kind_version UNIQUE (kind, version)
);

CREATE TABLE feedback (
	feedback_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	handoff_id TEXT NOT NULL, 
	lead_id TEXT NOT NULL, 
	rep_id TEXT NOT NULL, 
	rating INTEGER NOT NULL, 
	reasons TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	given_at DATETIME NOT NULL, 
	given_by TEXT NOT NULL, 
	withdrawn_at DATETIME, 
	withdrawn_by TEXT, 
	PRIMARY KEY (feedback_id), 
	UNIQUE (submit_id)
);

CREATE INDEX ix_feedback_lead_id ON feedback (lead_id);

CREATE INDEX ix_feedback_handoff_id ON feedback (handoff_id);

CREATE TABLE proposals (
	proposal_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	values_json TEXT NOT NULL, 
	effective_from DATETIME NOT NULL, 
	note TEXT NOT NULL, 
	signed_marketing TEXT NOT NULL, 
	signed_sales TEXT NOT NULL, 
	proposed_at DATETIME NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	agreement_id VARCHAR(80), 
	PRIMARY KEY (proposal_id), 
	UNIQUE (submit_id)
);

CREATE TABLE samples (
	lead_id TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	share FLOAT NOT NULL, 
	drawn_at DATETIME NOT NULL, 
	drawn_by TEXT NOT NULL, 
	agreement_id VARCHAR(80) NOT NULL, 
	PRIMARY KEY (lead_id, kind)
);

CREATE TABLE decisions (
	decision_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	metric VARCHAR(80) NOT NULL, 
	subject TEXT NOT NULL, 
	campaign_id TEXT, 
	comparison TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	what TEXT NOT NULL, 
	decided_on DATE NOT NULL, 
	window_days INTEGER NOT NULL, 
	baseline FLOAT, 
	created_at DATETIME NOT NULL, 
	created_by TEXT NOT NULL, 
	withdrawn_at DATETIME, due_on DATE, guard VARCHAR(80) DEFAULT '' NOT NULL, dimension VARCHAR(20) DEFAULT '' NOT NULL, group_id TEXT, state VARCHAR(10) DEFAULT 'open' NOT NULL, 
	PRIMARY KEY (decision_id), 
	UNIQUE (submit_id)
);

CREATE TABLE audit (
	audit_id INTEGER NOT NULL, 
	written_at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	table_name VARCHAR(64) NOT NULL, 
	row_id TEXT NOT NULL, 
	before_json TEXT, 
	after_json TEXT NOT NULL, said_hash VARCHAR(64) DEFAULT '' NOT NULL, chain_hash VARCHAR(64) DEFAULT '' NOT NULL, payload_salt VARCHAR(32) DEFAULT '' NOT NULL, payload_hash VARCHAR(64) DEFAULT '' NOT NULL, 
	PRIMARY KEY (audit_id)
);

CREATE INDEX audit_row ON audit (table_name, row_id);

CREATE TRIGGER audit_loses_none before delete on audit begin select raise(abort, 'the audit is never changed'); end;

CREATE TRIGGER audit_replaces_none before insert on audit when exists (select 1 from audit where audit_id = new.audit_id) begin select raise(abort, 'the audit is never changed'); end;

CREATE TRIGGER audit_keeps_lines before update on audit when not (new.before_json is null and new.after_json = '' and new.payload_salt = '' and new.audit_id is old.audit_id and new.written_at is old.written_at and new.who is old.who and new.action is old.action and new.table_name is old.table_name and new.row_id is old.row_id and new.payload_hash is old.payload_hash and new.said_hash is old.said_hash and new.chain_hash is old.chain_hash) begin select raise(abort, 'the audit is never changed'); end;

CREATE TABLE goals (
	goal_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	metric VARCHAR(80) NOT NULL, 
	period_start DATE NOT NULL, 
	period_end DATE NOT NULL, 
	team TEXT, 
	region TEXT, 
	target VARCHAR(24) NOT NULL, 
	note TEXT NOT NULL, 
	signed_marketing TEXT NOT NULL, 
	signed_sales TEXT NOT NULL, 
	proposed_at DATETIME NOT NULL, 
	signed_at DATETIME, 
	state VARCHAR(10) NOT NULL, 
	PRIMARY KEY (goal_id), 
	UNIQUE (submit_id)
);

CREATE TABLE ideas (
	idea_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	what TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by TEXT NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	decision_id VARCHAR(40), 
	PRIMARY KEY (idea_id), 
	UNIQUE (submit_id)
);

CREATE TABLE comments (
	comment_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	report VARCHAR(120) NOT NULL, 
	number VARCHAR(80) NOT NULL, 
	page VARCHAR(60) NOT NULL, 
	address TEXT NOT NULL, 
	lead_id TEXT, 
	says TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by TEXT NOT NULL, 
	changed_at DATETIME, 
	withdrawn_at DATETIME, 
	PRIMARY KEY (comment_id), 
	UNIQUE (submit_id)
);

CREATE TABLE frozen (
	frozen_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	generation VARCHAR(40) NOT NULL, 
	as_of DATETIME NOT NULL, 
	address TEXT NOT NULL, 
	note TEXT NOT NULL, 
	agenda_json TEXT NOT NULL, 
	goals_json TEXT NOT NULL, 
	deals_json TEXT NOT NULL, 
	frozen_at DATETIME NOT NULL, 
	frozen_by TEXT NOT NULL, counts_json TEXT DEFAULT '[]' NOT NULL, 
	PRIMARY KEY (frozen_id), 
	UNIQUE (submit_id)
);

CREATE TABLE visits (
	visited_on DATE NOT NULL, 
	team VARCHAR(20) NOT NULL, 
	page VARCHAR(60) NOT NULL, 
	visit_count INTEGER NOT NULL, 
	PRIMARY KEY (visited_on, team, page)
);

CREATE TABLE unfinished (
	form VARCHAR(60) NOT NULL, 
	typed_by VARCHAR(120) NOT NULL, 
	fields_json TEXT NOT NULL, 
	typed_at DATETIME NOT NULL, 
	PRIMARY KEY (form, typed_by)
);

CREATE TABLE notes (
	note_id VARCHAR(40) NOT NULL, 
	submit_id VARCHAR(80) NOT NULL, 
	happened_on DATE NOT NULL, 
	says TEXT NOT NULL, 
	teams TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by TEXT NOT NULL, 
	withdrawn_at DATETIME, 
	PRIMARY KEY (note_id), 
	UNIQUE (submit_id)
);

CREATE TABLE forecasts (
	month_on DATE NOT NULL, 
	origin VARCHAR(10) NOT NULL, 
	goal_id TEXT NOT NULL, 
	generation VARCHAR(40) NOT NULL, 
	made_on DATE NOT NULL, 
	period_start DATE NOT NULL, 
	period_end DATE NOT NULL, 
	target FLOAT NOT NULL, 
	forecast_low FLOAT NOT NULL, 
	forecast_mid FLOAT NOT NULL, 
	forecast_high FLOAT NOT NULL, 
	chance FLOAT NOT NULL, 
	PRIMARY KEY (month_on, origin, goal_id)
);

INSERT INTO alembic_version VALUES
	('0010');

INSERT INTO revisions VALUES
	('agreements', 0),
	('feedback', 0),
	('proposals', 0),
	('samples', 0),
	('decisions', 0),
	('audit', 0),
	('goals', 0),
	('ideas', 0),
	('comments', 0),
	('frozen', 0),
	('visits', 0),
	('unfinished', 0),
	('notes', 0),
	('forecasts', 0);

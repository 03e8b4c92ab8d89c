PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
INSERT INTO schema_migration VALUES(1,'0001_first','2026-11-26 04:59:10.940326');
CREATE TABLE member (
        id INTEGER NOT NULL PRIMARY KEY,
        handle TEXT NOT NULL,
        skeleton TEXT NOT NULL,
        role TEXT NOT NULL,
        passphrase TEXT,
        joined_at INTEGER NOT NULL,
        adult_at INTEGER,
        floor_post INTEGER NOT NULL,
        welcomed_at INTEGER,
        waiting_since INTEGER,
        declined_at INTEGER,
        mode TEXT NOT NULL,
        language TEXT NOT NULL,
        zone TEXT NOT NULL,
        country TEXT NOT NULL,
        idle_minutes INTEGER NOT NULL,
        left_at INTEGER
    );
INSERT INTO member VALUES(1,'sam','sam','member','$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaA',1780000000,1780000000,0,1780000000,NULL,NULL,'','','','',0,NULL);
INSERT INTO member VALUES(2,'lou','lou','member',NULL,1780000000,1780000000,0,NULL,NULL,NULL,'','','','',0,NULL);
CREATE TABLE member_key (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        mark BLOB NOT NULL,
        label TEXT NOT NULL,
        added_at INTEGER NOT NULL,
        proven_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
INSERT INTO member_key VALUES(1,1,X'892379e76962e4c4ad8523e0131887d9345774c50604e767b7483ad414b26b86','laptop',1,1);
INSERT INTO member_key VALUES(2,2,X'0e31722ddd73755741c161aaa5339a628c11c7c503a9f7569ac62f596f5173bf','laptop',1,1);
CREATE TABLE recovery_code (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        mark BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        used_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
INSERT INTO recovery_code VALUES(1,1,X'53c9b04e91ca5aeae7fdefd1b7a4d5014a88326e194cc500a2cd9e10d71ec482',1,NULL);
INSERT INTO recovery_code VALUES(2,1,X'1345ea2e5271e908bd79f8db5620a9c4dc723e4f0d4f7f0d410e918997260d7c',1,NULL);
CREATE TABLE acceptance (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        accepted_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
INSERT INTO acceptance VALUES(1,1,1,1780000000);
CREATE TABLE joining_code (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        role TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        made_by_id INTEGER,
        used_at INTEGER,
        FOREIGN KEY (made_by_id) REFERENCES member (id) ON DELETE SET NULL
    );
INSERT INTO joining_code VALUES(1,X'416ce3e6d2c9f35981c6b42195138b107159e6455d800712c1b5615d8581997e','operator',1,NULL,NULL);
CREATE TABLE joining (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL
    );
INSERT INTO joining VALUES(1,X'6d61726b','row',X'7365616c6564',1780000000);
CREATE TABLE board (
        id INTEGER NOT NULL PRIMARY KEY,
        slug TEXT NOT NULL,
        title TEXT NOT NULL,
        about TEXT NOT NULL,
        position INTEGER NOT NULL,
        guests_read INTEGER NOT NULL
    );
INSERT INTO board VALUES(1,'lobby','Lobby','Guests read it too.',0,1);
INSERT INTO board VALUES(2,'sleep','Sleep','Nights.',1,0);
CREATE TABLE thread (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        author_id INTEGER,
        title TEXT NOT NULL,
        note TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        latest_post INTEGER NOT NULL,
        FOREIGN KEY (board_id) REFERENCES board (id),
        FOREIGN KEY (author_id) REFERENCES member (id) ON DELETE SET NULL
    );
INSERT INTO thread VALUES(1,2,1,'Four in the morning','grief',1780000000,3);
CREATE TABLE post (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        thread_id INTEGER NOT NULL,
        author_id INTEGER,
        reply_to_id INTEGER,
        by_house INTEGER NOT NULL,
        text TEXT NOT NULL,
        note TEXT NOT NULL,
        posted_at INTEGER NOT NULL,
        once TEXT,
        removed_at INTEGER,
        removed_by_id INTEGER,
        removed_reason TEXT NOT NULL,
        FOREIGN KEY (thread_id) REFERENCES thread (id),
        FOREIGN KEY (author_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (reply_to_id) REFERENCES post (id) ON DELETE SET NULL,
        FOREIGN KEY (removed_by_id) REFERENCES member (id) ON DELETE SET NULL,
        CHECK (length(text) <= 200000)
    );
INSERT INTO post VALUES(1,1,1,NULL,0,'Zebra.','grief',1780000000,NULL,NULL,NULL,'');
INSERT INTO post VALUES(2,1,2,NULL,0,'I am awake too.','',1780000000,NULL,NULL,NULL,'');
INSERT INTO post VALUES(3,1,1,NULL,0,'Gone.','',1780000000,NULL,NULL,NULL,'');
CREATE TABLE read_mark (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        thread_id INTEGER NOT NULL,
        post INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE
    );
INSERT INTO read_mark VALUES(1,1,1,1);
INSERT INTO read_mark VALUES(2,2,1,2);
CREATE TABLE draft (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        place TEXT NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
INSERT INTO draft VALUES(1,1,'boards/sleep/post','961628ebcaf07d4c8f29066e41c91541',X'01399dba58fce4bb4829f66d28b5ad486081ea9859f9002438090599908002baf33ec2c5b736c12ef620805a74c58fd90c618a68420ba47ee557b0bc3b8853aef1f8c8a3b7da2078221e65890e05a907365988cff84f25581b5c17a36195cd673d64a6a733fd4b3b1dcac7319fcd591205ae55a968bfbd00c477163bac9059d8796bec2ec99e50c74e2eed23ecb04e7c9dbf5d3deb377f1ecd0d856ad04e71608b0ac7ed0833a078d335401ba1aadab861ea47521df9d68b097131c44147d193594169923dc55cc43630048a20718c58ad9f7468f3a62f717fa41471010f580ea6fe4a88f5e451d852190abe50c39d35232f561f6f5c6b12cd8d2be178ded0608241878c95e653cb1ad030ee665b45ce4cbfed111a65d9cf8fe8dea419',1);
INSERT INTO draft VALUES(2,2,'boards/sleep/post','cd0de9932d6495aaed1e37c4c9c7ef60',X'01e91e5cb4bf0860327292f3d42994ef419e608b1b8412186367001126e306e624d25f9fea8ffa643eeacd108d453c8f59bc4937a7cf05b81fa92593ad917d518dd24e12f61ff4f9e53716364d2f2b3efe0be18b60cea126da017560f49718f7720b17de16d1748c8152f7058dff60e535d8fe6614dc5a7d900a31f5f9166d8c212d227f743b036b39c7a121b69f9f5612291fac5e71fef7e2f633b6d57ded2e19dea51361cc8e395da491d83dc9ec70fa2eacc469763cfc5789eb8906975ded7698c3b876093535fcaac50911980b006dd099391175ca261e576f086b80d3097e0d028c898c5850717e7c76d955ba17613dc169597cea1e6d31d7e8c6601547955dac152c79964eb4830e0b50d30b8582d831dc40779cefa5e511214f',1);
CREATE TABLE desk_note (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        kind TEXT NOT NULL,
        member_id INTEGER,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        answer BLOB,
        answered_at INTEGER,
        answered_by_id INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (answered_by_id) REFERENCES member (id) ON DELETE SET NULL
    );
INSERT INTO desk_note VALUES(1,X'72d4ab4878e4e2a5ae610c4d0ddfdf888040fce61a54db4e4ea2b211ff943c98','note',1,'ea4d59ac9d20c1815b7cf84b89420313',X'01a06d5953369e5a7572cfb0342da0d93ff436cb856e5a47ec20db84b0c11449585c51e1248e2947e3dcee868cb3f08b5cf41bd1f1dd17e80b2110164b2278f0a944bf135592684fc0f49cd3a3b8672afcbbee0f8e456fb5a7be5d168c249561202af0d46cc1850698cfd5d68b3354f179f8a7967857173a1f9a746abee7591b060032f8a0d35a6ff1fe5e85d08baadc95807ba0029ee728f4f618c1c77435c5c19dbd05440ac0fdb2e70d6bd16b083507a62e5f7714eb094b1972c9da0758a56c0a18c81659fd9889e2bb5df6143556fb9dae1bb4c0d49fc0c4168825c5c736db2bf8e319dd2de186005b5b6ce7b598c25a85d79a0384bdca73e3b5b76b3e167d4a28ff8baf16404249987a3f6789ebde26774af73ca370ecbe20bde4',1780000000,NULL,NULL,NULL);
CREATE TABLE line_check (
        id INTEGER NOT NULL PRIMARY KEY,
        line TEXT NOT NULL,
        checked_at INTEGER NOT NULL,
        checked_by_id INTEGER,
        FOREIGN KEY (checked_by_id) REFERENCES member (id) ON DELETE SET NULL
    );
INSERT INTO line_check VALUES(1,'gb-samaritans',1,1);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','post_search','post_search',0,'CREATE VIRTUAL TABLE post_search USING fts5
    (text, title, content='''', tokenize="unicode61 remove_diacritics 2 categories ''L* M* N* Co''")');
CREATE TABLE IF NOT EXISTS 'post_search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO post_search_data VALUES(1,X'030604');
INSERT INTO post_search_data VALUES(10,X'000000000103030003010101020101030101');
INSERT INTO post_search_data VALUES(137438953473,X'0000003a0530666f757201060101020102696e010601010301076d6f726e696e6701060101050103746865010601010401057a65627261010202040b090e0a');
INSERT INTO post_search_data VALUES(274877906945,X'000000220330616d020203020477616b650202040101690202020103746f6f02020504070906');
INSERT INTO post_search_data VALUES(412316860417,X'0000000d0530676f6e6503020204');
CREATE TABLE IF NOT EXISTS 'post_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO post_search_idx VALUES(1,X'',2);
INSERT INTO post_search_idx VALUES(2,X'',2);
INSERT INTO post_search_idx VALUES(3,X'',2);
CREATE TABLE IF NOT EXISTS 'post_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO post_search_docsize VALUES(1,X'0104');
INSERT INTO post_search_docsize VALUES(2,X'0400');
INSERT INTO post_search_docsize VALUES(3,X'0100');
CREATE TABLE IF NOT EXISTS 'post_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO post_search_config VALUES('version',4);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('post',3);
CREATE UNIQUE INDEX "schema_migration_name" ON "schema_migration" ("name");
CREATE UNIQUE INDEX member_handle ON member (handle);
CREATE UNIQUE INDEX member_skeleton ON member (skeleton);
CREATE INDEX member_key_member_id ON member_key (member_id);
CREATE INDEX member_key_mark ON member_key (mark);
CREATE UNIQUE INDEX member_key_member_id_mark ON member_key (member_id, mark);
CREATE INDEX recovery_code_member_id ON recovery_code (member_id);
CREATE UNIQUE INDEX recovery_code_mark ON recovery_code (mark);
CREATE INDEX acceptance_member_id ON acceptance (member_id);
CREATE UNIQUE INDEX acceptance_member_id_version ON acceptance (member_id, version);
CREATE UNIQUE INDEX joining_code_mark ON joining_code (mark);
CREATE INDEX joining_code_made_by_id ON joining_code (made_by_id);
CREATE UNIQUE INDEX joining_mark ON joining (mark);
CREATE UNIQUE INDEX board_slug ON board (slug);
CREATE INDEX thread_board_id ON thread (board_id);
CREATE INDEX thread_author_id ON thread (author_id);
CREATE INDEX thread_board_id_latest_post ON thread (board_id, latest_post);
CREATE INDEX post_thread_id ON post (thread_id);
CREATE INDEX post_author_id ON post (author_id);
CREATE INDEX post_reply_to_id ON post (reply_to_id);
CREATE UNIQUE INDEX post_once ON post (once);
CREATE INDEX post_removed_by_id ON post (removed_by_id);
CREATE INDEX read_mark_member_id ON read_mark (member_id);
CREATE INDEX read_mark_thread_id ON read_mark (thread_id);
CREATE UNIQUE INDEX read_mark_member_id_thread_id ON read_mark (member_id, thread_id);
CREATE INDEX draft_member_id ON draft (member_id);
CREATE UNIQUE INDEX draft_row ON draft (row);
CREATE UNIQUE INDEX draft_member_id_place ON draft (member_id, place);
CREATE UNIQUE INDEX desk_note_mark ON desk_note (mark);
CREATE INDEX desk_note_member_id ON desk_note (member_id);
CREATE UNIQUE INDEX desk_note_row ON desk_note (row);
CREATE INDEX desk_note_answered_by_id ON desk_note (answered_by_id);
CREATE UNIQUE INDEX line_check_line ON line_check (line);
CREATE INDEX line_check_checked_by_id ON line_check (checked_by_id);
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id = 1463898701;
PRAGMA user_version = 1;

-- server.key 26ef9650f6692e1bea4be33dff1e486df8442c126d67e6e66a4d8b6b7e46cf97
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
INSERT INTO schema_migration VALUES(1,'0001_first','2026-11-26 21:41:43.275016');
INSERT INTO schema_migration VALUES(2,'0002_asked','2026-11-26 21:41:43.315360');
INSERT INTO schema_migration VALUES(3,'0003_vouched_codes','2026-11-26 21:41:43.380243');
INSERT INTO schema_migration VALUES(4,'0004_full_screen','2026-11-26 21:41:43.423817');
INSERT INTO schema_migration VALUES(5,'0005_tombstones','2026-11-26 21:41:43.451148');
INSERT INTO schema_migration VALUES(6,'0006_thanks','2026-11-26 21:41:43.484762');
INSERT INTO schema_migration VALUES(7,'0007_following','2026-11-26 21:41:43.534842');
INSERT INTO schema_migration VALUES(8,'0008_writing','2026-11-26 21:41:43.577778');
INSERT INTO schema_migration VALUES(9,'0009_people','2026-11-26 21:41:43.645727');
INSERT INTO schema_migration VALUES(10,'0010_unread','2026-11-26 21:41:43.688340');
INSERT INTO schema_migration VALUES(11,'0011_composing','2026-11-26 21:41:43.752026');
INSERT INTO schema_migration VALUES(12,'0012_answering','2026-11-26 21:41:43.793738');
INSERT INTO schema_migration VALUES(13,'0013_emphasis','2026-11-26 21:41:43.817855');
INSERT INTO schema_migration VALUES(14,'0015_followed_writers','2026-11-26 21:41:43.842466');
INSERT INTO schema_migration VALUES(15,'0016_titles','2026-11-26 21:41:43.877788');
INSERT INTO schema_migration VALUES(16,'0017_shelf','2026-11-26 21:41:43.934379');
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
    , asked_at INTEGER, palette TEXT NOT NULL DEFAULT '', reader INTEGER NOT NULL DEFAULT 0, mouse INTEGER NOT NULL DEFAULT 0, replies_first INTEGER NOT NULL DEFAULT 0, here INTEGER NOT NULL DEFAULT 0, knows_way_at INTEGER, hints INTEGER NOT NULL DEFAULT 1, greets INTEGER NOT NULL DEFAULT 0, emphasis INTEGER NOT NULL DEFAULT 0, asks_again TEXT NOT NULL DEFAULT '', pin TEXT);
INSERT INTO member VALUES(1,'sam','sam','member','$argon2id$v=19$m=65536,t=4,p=1$CpEuwlirZxZg6sCQDKwHxA$jcyOZBw0lfZu3uecJSx6FapD/6Vak8vyk+cXTxoBW6I',1761169303,1761169303,5,1761169303,NULL,NULL,'','','','',0,NULL,1761169303,'',0,0,0,0,NULL,1,0,0,'',NULL);
INSERT INTO member VALUES(2,'ash','ash','member','$argon2id$v=19$m=65536,t=4,p=1$89T8+6GSnKFmDPBpKfOOVQ$aGI35juHGDfQIUUqf2F4Kdabm5HLBeWKiqxiqkJO/aM',1761169303,1761169303,5,1761169303,NULL,NULL,'','','','',0,NULL,1761169303,'',0,0,0,0,NULL,1,0,0,'',NULL);
INSERT INTO member VALUES(3,'lou','lou','member','$argon2id$v=19$m=65536,t=4,p=1$f52XHNg10mUphwLKW9ln3A$CTAxu/5yZZSWrdtzEHMI/2pTOJdUkbojb6U3bcM2FyE',1761169303,1761169303,5,1761169303,NULL,NULL,'','','','',0,NULL,1761169303,'',0,0,0,0,NULL,1,0,0,'',NULL);
INSERT INTO member VALUES(4,'kit','klt','member','$argon2id$v=19$m=65536,t=4,p=1$/kxhjSTYg8HcpHfLhDhHXg$6t1IzKK5y4fnAqrQSLw670xfDRV2CmW1MxsKsxHIdJQ',1761169303,1761169303,5,1761169303,NULL,NULL,'','','','',0,NULL,1761169303,'',0,0,0,0,NULL,1,0,0,'',NULL);
INSERT INTO member VALUES(5,'wren','wren','moderator','$argon2id$v=19$m=65536,t=4,p=1$YvnnM+MjtYt51voyg1U9gw$OVguaiDM0bOzwrCsUvFH4iv6i6CN0VNGidhYtB54/Vg',1761169303,1761169303,5,1761169303,NULL,NULL,'','','','',0,NULL,1761169303,'',0,0,0,0,NULL,1,0,0,'',NULL);
INSERT INTO member VALUES(6,'olive','ollve','operator','$argon2id$v=19$m=65536,t=4,p=1$VZw+w1XiB3euGboP2Fx0OA$4oyiSXd3YRfIvOqzofP/vqwDMF3YJD2uVYcM8e5FrUk',1761169303,1761169303,5,1761169303,NULL,NULL,'','','','',0,NULL,1761169303,'',0,0,0,0,NULL,1,0,0,'',NULL);
CREATE TABLE member_key (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        mark BLOB NOT NULL,
        label TEXT NOT NULL,
        added_at INTEGER NOT NULL,
        proven_at INTEGER, row TEXT,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE recovery_code (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        mark BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        used_at INTEGER, expires_at INTEGER, row TEXT,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE acceptance (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        accepted_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
INSERT INTO acceptance VALUES(1,1,1,1761169303);
INSERT INTO acceptance VALUES(2,2,1,1761169303);
INSERT INTO acceptance VALUES(3,3,1,1761169303);
INSERT INTO acceptance VALUES(4,4,1,1761169303);
INSERT INTO acceptance VALUES(5,5,1,1761169303);
INSERT INTO acceptance VALUES(6,6,1,1761169303);
CREATE TABLE joining_code (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        role TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        made_by_id INTEGER,
        used_at INTEGER, row TEXT,
        FOREIGN KEY (made_by_id) REFERENCES member (id) ON DELETE SET NULL
    );
CREATE TABLE joining (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL
    );
CREATE TABLE board (
        id INTEGER NOT NULL PRIMARY KEY,
        slug TEXT NOT NULL,
        title TEXT NOT NULL,
        about TEXT NOT NULL,
        position INTEGER NOT NULL,
        guests_read INTEGER NOT NULL
    , nameless INTEGER NOT NULL DEFAULT 1);
INSERT INTO board VALUES(1,'welcome','Introductions','Say hello, as little or as much as you like.',0,0,1);
INSERT INTO board VALUES(2,'sleep','Sleep and nights','For the hours when everybody else seems to be asleep.',1,1,1);
INSERT INTO board VALUES(3,'anxiety','Worry and panic','Fear, panic, worry that goes round and round, and what takes the edge off.',2,0,1);
INSERT INTO board VALUES(4,'low-mood','Low mood','Heavy days, empty days, and days when you did one thing.',3,0,1);
INSERT INTO board VALUES(5,'grief','Loss and grief','For people, animals, homes and futures that are gone, however long ago.',4,0,1);
INSERT INTO board VALUES(6,'recovery','Getting better, and slips','Living with addiction, an eating disorder or self-harm, on good days and on the others.',5,0,1);
INSERT INTO board VALUES(7,'everyday','Everyday life','Small good things, small annoyances, soup, weather, cats.',6,1,1);
INSERT INTO board VALUES(8,'carers','Looking after somebody','For people who care for someone, and who are allowed to be tired.',7,0,1);
INSERT INTO board VALUES(9,'about-this-place','About this place','How things work here, questions, and ideas for the people who run it.',8,1,1);
CREATE TABLE thread (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        author_id INTEGER,
        title TEXT NOT NULL,
        note TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        latest_post INTEGER NOT NULL, wish TEXT NOT NULL DEFAULT '', nameless TEXT NOT NULL DEFAULT '',
        FOREIGN KEY (board_id) REFERENCES board (id),
        FOREIGN KEY (author_id) REFERENCES member (id) ON DELETE SET NULL
    );
INSERT INTO thread VALUES(1,1,NULL,'Say hello here','',1761169303,1,'','');
INSERT INTO thread VALUES(2,6,NULL,'Slips belong here too','',1761169303,2,'','');
INSERT INTO thread VALUES(3,9,NULL,'Welcome: where to begin','',1761169303,3,'','');
INSERT INTO thread VALUES(4,9,NULL,'How content notes work','',1761169303,4,'','');
INSERT INTO thread VALUES(5,9,NULL,'Signing in with an SSH key','',1761169303,5,'','');
INSERT INTO thread VALUES(6,1,4,'Hello from the night bus','',1793719303,7,'','');
INSERT INTO thread VALUES(7,9,5,'A word about content notes','',1793923303,10,'','');
INSERT INTO thread VALUES(8,7,2,'Small good things, this week','',1794951703,16,'','');
INSERT INTO thread VALUES(9,5,2,'His mug is still on the shelf','death',1795207303,20,'','');
INSERT INTO thread VALUES(10,3,4,'The supermarket, again','',1795309303,24,'','');
INSERT INTO thread VALUES(11,8,4,'I shouted at my mum','',1795393303,27,'','');
INSERT INTO thread VALUES(12,6,1,'Starting over on a Monday','substances',1795471303,31,'','');
INSERT INTO thread VALUES(13,2,1,'Rain sounds that work','',1795513303,34,'','');
INSERT INTO thread VALUES(14,2,2,'Tapering, week 3','medication',1795567303,37,'','');
INSERT INTO thread VALUES(15,4,3,'I do not know how to start this','suicide',1795597303,43,'','');
INSERT INTO thread VALUES(16,2,5,'Four a.m. again','',1795689703,47,'','');
INSERT INTO thread VALUES(17,2,4,'Is anybody else up','',1795718503,48,'','');
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
        removed_reason TEXT NOT NULL, row TEXT, edited_at INTEGER, nameless TEXT NOT NULL DEFAULT '', number INTEGER NOT NULL DEFAULT 0,
        FOREIGN KEY (thread_id) REFERENCES thread (id),
        FOREIGN KEY (author_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (reply_to_id) REFERENCES post (id) ON DELETE SET NULL,
        FOREIGN KEY (removed_by_id) REFERENCES member (id) ON DELETE SET NULL,
        CHECK (length(text) <= 200000)
    );
INSERT INTO post VALUES(1,1,NULL,NULL,1,replace('This thread is for arriving. You can say what brings you, or what you like for breakfast, or only "hello, I am reading for now". All three are good.\n\nYou do not have to explain yourself, and you can change your mind and delete your post later. Please leave out your real name, your town and your workplace. It is kinder to the you of next year.\n\nIf you have been here a while: a short "hello, glad you found us" to somebody new means more than you would think.','\n',char(10)),'',1761169303,NULL,NULL,NULL,'','22ca6543cdf6add7392ed6d5b32fe608',NULL,'',1);
INSERT INTO post VALUES(2,2,NULL,NULL,1,replace('You do not need a number of days to write on this board. If yesterday was the day it happened again, you are as welcome as you were the day before.\n\nTell us how you are rather than how much: leave out amounts, weights and methods, and put a content note on the post. That way people who are holding on by their fingertips can read you and answer.\n\nIf you may be in danger from what you took, or from stopping, that is for your emergency number or a doctor, now. Type help for numbers, then come back if you like.','\n',char(10)),'',1761169303,NULL,NULL,NULL,'','24fbb1f4f82b3b3f84b8ec26dd66ee17',NULL,'',1);
INSERT INTO post VALUES(3,3,NULL,NULL,1,replace('Welcome. Whatever you came with, you are not the only one here who has it.\n\nA few words work everywhere. Type help for crisis help, a question mark to hear what you can do where you are, home to go home, and bye to leave. Lists have numbers: type the number to open something. Enter does the next safe thing.\n\nRead as long as you like before you write. When you do write, you can ask for listening or for advice; people here try to give the one you asked for. If nobody answers for a while, it is because nobody is here just then, and not because of what you said.\n\nPut stars around a word to give it *weight*. Begin each line of a list with a dash and a space, and the words of somebody else with > and a space. You need none of that, and whatever you type is shown.\n\nTo leave in a hurry, type bye! with its exclamation mark. It clears what it can from the screen, keeps what you were writing, and hangs up at once.','\n',char(10)),'',1761169303,NULL,NULL,NULL,'','c593c94391e502b56dde410acb3d9b1b',NULL,'',1);
INSERT INTO post VALUES(4,4,NULL,NULL,1,replace('A content note is a word or two that comes before a post, so that people can choose whether to read it now. The notes are: suicide, self-harm, eating, abuse, violence, substances, death, and something else in your own words.\n\nWhen you post, you are asked whether it wants a note. When you read, a post with a note says the note first and stays closed until you choose to open it. If you go through new posts with Enter, closed posts are passed by, never sprung on you.\n\nNot sure whether yours needs one? Think of somebody reading it half awake at four in the morning. If it could catch them unprepared, add the note. Nobody will mind a note too many.\n\nA note is no judgement. Posts with notes are read and answered like all the others.','\n',char(10)),'',1761169303,NULL,NULL,NULL,'','c18610b2ea202eb11950f7397329fd75',NULL,'',1);
INSERT INTO post VALUES(5,5,NULL,NULL,1,replace('A passphrase is all you need. But if you would rather not type it each time, you can sign in with an SSH key. It is a pair of small files on your own computer; only the half that is meant to be shared ever comes here.\n\nIf you have no key yet, type this on your own computer, not here:\n\nssh-keygen -t ed25519\n\nEnter takes the suggested file. The passphrase it asks for protects the key on your computer, and is worth having.\n\nThen connect as you always do. If your computer shows us a key we do not know yet, you come to the door; sign in with your passphrase, and you are offered to add the key. From then on it opens the door by itself.\n\nIf you own several keys and the wrong one comes first, name the right one, with your own file, handle and our address in place of these:\n\nssh -o IdentitiesOnly=yes -i .ssh/id_ed25519 handle@host\n\nTwo things worth knowing. Many code hosting sites publish the keys of their users, so a key you use there can point to you; a fresh key for this place is safer. And anybody who can use your computer can then come in as you, so if others use it too, a passphrase is the better way.','\n',char(10)),'',1761169303,NULL,NULL,NULL,'','cf18cb1feb3a0d014ee8be8fe02702a5',NULL,'',1);
INSERT INTO post VALUES(6,6,4,NULL,0,'I have been reading for a few weeks. I look after my mum, I sleep badly, and I like trains and dislike telephones. Writing this on the way home from the late shift. I do not have a question, I just wanted to stop being only a reader.','',1793719303,NULL,NULL,NULL,'','88a4d4c7e9ad3f834367c2dd711305c7',NULL,'',1);
INSERT INTO post VALUES(7,6,6,6,0,'Hello kit, and glad you found us. Nobody here will ring you up. Reading was fine too, and you can go back to it whenever you like.','',1793723503,NULL,NULL,NULL,'','bfb239e34e11bf07cb3f7f8743c9e943',NULL,'',2);
INSERT INTO post VALUES(8,7,5,NULL,0,replace('Writing as a moderator, because I added a note to three posts this week and would rather say so than do it quietly.\n\nNobody did anything wrong. All three were good, honest posts. I added the note because the first line came up in the list of new posts, and somebody who had just lost a friend told me she was not ready for it.\n\nIf I add one to yours and you think it does not fit, write to me or to the desk, and we will talk about it.','\n',char(10)),'',1793923303,NULL,NULL,NULL,'','9c74f6bb4b9b21bc56abb8c0e4021358',NULL,'',1);
INSERT INTO post VALUES(9,7,1,8,0,'One of them was mine. At first I was a bit stung, I admit. Then I thought about who might be reading at that hour, and I would have wanted the note too.','',1793935303,NULL,NULL,NULL,'','05c55577683f65bd0f0e6fb70d63f847',NULL,'',2);
INSERT INTO post VALUES(10,7,6,NULL,0,'Thanks, both. A practical thing while you are here: I am updating the machine on Sunday at about seven in the morning. You will be told, drafts are kept, and it should be back before the kettle has boiled twice.','',1793947303,NULL,NULL,NULL,'','358398b362e491c798cbbcdef798cd89',NULL,'',3);
INSERT INTO post VALUES(11,8,2,NULL,0,'I will start. The bakery gave me the burnt loaf for nothing, because I once said I like it that way. I do like it that way.','',1794951703,NULL,NULL,NULL,'','ed39e0e52f1503e455bf20f0d2876bfe',NULL,'',1);
INSERT INTO post VALUES(12,8,3,NULL,0,'washed my hair. that is the whole post','',1794985303,NULL,NULL,NULL,'','23fdcb757bc98b90180a738ef62d2abf',NULL,'',2);
INSERT INTO post VALUES(13,8,1,12,0,replace('> washed my hair. that is the whole post\n\nBest post on the board.','\n',char(10)),'',1794986503,NULL,NULL,NULL,'','7ca230be5bda52d119d29c9c25b93a74',NULL,'',3);
INSERT INTO post VALUES(14,8,4,NULL,0,'My neighbour नीलम brought lentils over, and her little boy had written our names on the lid. Then نور from downstairs came up with bread, so for once nobody in this house had to cook.','',1795069303,NULL,NULL,NULL,'','9a42da487baae9a8d055a8deb246b972',NULL,'',4);
INSERT INTO post VALUES(15,8,6,NULL,0,'My grandmother used to say it when it rained on the washing: "No hay mal que por bien no venga." There is no bad thing that does not bring some good with it. I never believed a word of it as a child, and today, in the rain, next to the washing, I caught myself saying it. ¡Qué risa!','',1795141303,NULL,NULL,NULL,'','ccc772271a5ab87854f65a9f5c1b8b69',NULL,'',5);
INSERT INTO post VALUES(16,8,5,NULL,0,'A robin in the hall. It looked at me as if I were the one who had come in by mistake.','',1795639303,NULL,NULL,NULL,'','b80f94d5c53870d853933cd3c6521779',NULL,'',6);
INSERT INTO post VALUES(17,9,2,NULL,0,replace('My dad died in the spring. Everybody was very kind for about six weeks, and then it was as if a bell had rung somewhere and the time for it was over. I do not blame them. I have been on the other side of that bell.\n\nWhat nobody told me is how much of it is objects. His mug is still on the shelf, the ugly one with the tractor on it. I do not drink from it and I cannot put it away. Each morning I reach past it for mine, and each morning there is a half second in which he is simply late for breakfast. Then it comes down again, and I make the tea.\n\nI am not asking what to do with the mug. I know there is no right time, and that I may keep it until I am ninety. I think I only wanted to tell somebody that it is there. He would have laughed at me for writing this much about a mug. He had a very good laugh, it started before the joke was over, and I have begun to be afraid of forgetting how it went.\n\nIf you have a mug of your own, of whatever kind, I would like to hear about it.','\n',char(10)),'death',1795207303,NULL,NULL,NULL,'','83101bd2a562080439ece6fa708c5948',NULL,'',1);
INSERT INTO post VALUES(18,9,5,17,0,replace('I read this twice, and I can nearly hear that laugh.\n\nMine is a coat. It is on its hook in the hall, and I still say good morning to it when nobody is in.','\n',char(10)),'',1795225303,NULL,NULL,NULL,'','c43b14714673a181d3b2634042c60870',NULL,'',2);
INSERT INTO post VALUES(19,9,1,17,0,'A voice message of eleven seconds in which my brother tells me that he is running late. I do not play it often. It is enough to know that it is there.','',1795243303,NULL,NULL,NULL,'','46374526494fa6a6390ba56209f36767',NULL,'',3);
INSERT INTO post VALUES(20,9,2,NULL,0,'A coat and eleven seconds. Thank you. It is a fuller hall than it was yesterday.','',1795297303,NULL,NULL,NULL,'','22b31167491f349e9c8401a6143280f3',NULL,'',4);
INSERT INTO post VALUES(21,10,4,NULL,0,replace('I left a full trolley in the middle of the aisle today and walked out. Heart going like mad, everything too loud, sure that people were looking. I sat on the wall outside for half an hour.\n\nAdvice is welcome, if you have been there.','\n',char(10)),'',1795309303,NULL,NULL,NULL,'','0e7fded436ab39edd1d87d9368183ec1',NULL,'',1);
INSERT INTO post VALUES(22,10,2,21,0,replace('I have been on that wall. Someone will have put the shopping back, they see it every day, and you got yourself out.\n\nWhat helped me, since you ask: going at the quietest hour with a list of three things. And telling myself that I may leave at any time. Oddly, I leave less since I am allowed to.','\n',char(10)),'',1795315303,NULL,NULL,NULL,'','a10efa42ca9147e82ecd6b70365acd06',NULL,'',2);
INSERT INTO post VALUES(23,10,3,NULL,0,replace('for me it is one particular shop. i once ran into my ex there, after i had got away, and my body has not forgotten even though he moved to another town years ago\n\ni go to the other shop now. it is further. i used to think that meant he had won, and now i think it is just where i buy bread','\n',char(10)),'abuse',1795339303,NULL,NULL,NULL,'','a3bfaf954073e52abec047ef410005f6',NULL,'',3);
INSERT INTO post VALUES(24,10,4,23,0,replace('Three things and permission to leave. I can do that.\n\nLou, I am glad you got away, and I am glad about the bread.','\n',char(10)),'',1795351303,NULL,NULL,NULL,'','9425a4d6332c2c06336d663bff04df8a',NULL,'',4);
INSERT INTO post VALUES(25,11,4,NULL,0,replace('She asked me the same thing nine times before lunch, and the tenth time I shouted. She went quite small. She has forgotten it by now, and I have not.\n\nNo advice, please. I know about respite and I am on the list.','\n',char(10)),'',1795393303,NULL,NULL,NULL,'','61a3ee224f27317eff74a5b16f337c5a',NULL,'',1);
INSERT INTO post VALUES(26,11,6,25,0,'Nine times you did not shout. I am not saying it to let you off. I am saying it because I looked after my husband, and I only ever counted the tenth.','',1795399303,NULL,NULL,NULL,'','289a8ec45c6685c1f96d807e1d08da45',NULL,'',2);
INSERT INTO post VALUES(27,11,4,26,0,'I had not looked at it from that side. I am going to go and sit with her for a bit.','',1795405303,NULL,NULL,NULL,'','5f356e7a1d79412a43b7b02f30019deb',NULL,'',3);
INSERT INTO post VALUES(28,12,1,NULL,0,replace('I drank on Saturday. I had stopped telling people how long it had been, because I could feel myself getting careful with the number, as if it were made of glass. Well. It turns out that it was.\n\nWhat I notice is that I came here on Monday morning and not in three weeks'' time, as I would have last year.','\n',char(10)),'substances',1795471303,NULL,NULL,NULL,'','4a011497f6a865ba5ad33fec925f8322',NULL,'',1);
INSERT INTO post VALUES(29,12,5,28,0,replace('Monday morning instead of three weeks is a great deal. And nothing you learned in that time has gone anywhere.\n\nHow is today?','\n',char(10)),'',1795477303,NULL,NULL,NULL,'','109f0945ed4a7d81f7386d1a6f0c08b0',NULL,'',2);
INSERT INTO post VALUES(30,12,1,29,0,'Today is all right. Dull, which I am told is the aim.','',1795483303,NULL,NULL,NULL,'','12f0bb8ee4afd65143f0640297601b6d',NULL,'',3);
INSERT INTO post VALUES(31,12,3,NULL,0,replace('it was not drink for me, but i slipped this month too, after a long time. my nurse said that stopping is a thing you learn by stopping again. i did not like her when she said it. i like her more now\n\nglad you came back, sam','\n',char(10)),'self-harm',1795495303,NULL,NULL,NULL,'','02ef49a7f9dc00fac5b417da71552a98',NULL,'',4);
INSERT INTO post VALUES(32,13,1,NULL,0,'I have tried all of them. Rain on a tent is too busy. Rain on a lake puts me in mind of the bathroom. Rain on a car roof, with nobody driving: there it is. What is yours?','',1795513303,NULL,NULL,NULL,'','0fd8f327d739ba24a263a5fbc11af67a',NULL,'',1);
INSERT INTO post VALUES(33,13,2,NULL,0,'The shipping forecast, very low. I have no boat. I find it restful that it is somebody else''s weather.','',1795519303,NULL,NULL,NULL,'','dbdada55f3cb2708b5bfac0edc3c8c19',NULL,'',2);
INSERT INTO post VALUES(34,13,3,NULL,0,'the dishwasher','',1795555303,NULL,NULL,NULL,'','582cccfc44cacb78be0a046c9fb66c9d',NULL,'',3);
INSERT INTO post VALUES(35,14,2,NULL,0,replace('My doctor and I are lowering the tablets I have slept on for years. It is slow, and it was planned, and she picks up the phone. I will leave out the numbers, as they would mean nothing for anybody else.\n\nThe nights are thin. I wake at every small noise. Has anybody come out at the other end of this?','\n',char(10)),'medication',1795567303,NULL,NULL,NULL,'','55124822641f7fc976c83b23090a70c6',NULL,'',1);
INSERT INTO post VALUES(36,14,5,35,0,'I did, two winters ago, also with a doctor. The thin nights were real, and they were not for ever. I told mine each time it got worse, and twice we stayed where we were for a while before going on.','',1795573303,NULL,NULL,NULL,'','54da4e5c30fcea6ecec54f4c3e2f4e8f',NULL,'',2);
INSERT INTO post VALUES(37,14,2,36,0,'It had not crossed my mind that one may stay where one is for a while. I will ask her on Thursday.','',1795579303,NULL,NULL,NULL,'','70814cf744fe3e0e079bf4358f27de49',NULL,'',3);
INSERT INTO post VALUES(38,15,3,NULL,0,replace('i keep thinking that everybody would be better off without me. i have not got a plan and i am not going to do anything tonight. but it is there all day, like a radio in another room, and i am so tired of listening to it\n\ni have not said it to anyone','\n',char(10)),'suicide',1795597303,NULL,NULL,NULL,'','9677976beb8c20da7373eb1f26b714ed',NULL,'',1);
INSERT INTO post VALUES(39,15,2,38,0,replace('You have said it now, and I am glad you did. I am here, and I am not shocked.\n\nA radio in another room is exactly how it was for me. Is it louder tonight than usual, or about the same?','\n',char(10)),'',1795599103,NULL,NULL,NULL,'','23f5b35fa1aa3a370b83b95f743920d2',NULL,'',2);
INSERT INTO post VALUES(40,15,5,38,0,replace('Hello lou. I am one of the moderators. You are not in trouble, and your post stays where it is.\n\nI do not know where you are, so I cannot send anybody. What I can do is stay here and write with you for the next hour. If the radio gets louder, or if it starts to make plans, please call your emergency number or one of the lines under help. You would not be wasting anybody''s time. This is what they are for.\n\nIs there one person you could say that first sentence to?','\n',char(10)),'',1795599703,NULL,NULL,NULL,'','96b2bc395a8ed2607d34c3e294deaf81',NULL,'',3);
INSERT INTO post VALUES(41,15,3,40,0,'about the same. maybe my sister. she would not make a speech','',1795601503,NULL,NULL,NULL,'','0b037b5d4d222ff04e764ee592eff7f5',NULL,'',4);
INSERT INTO post VALUES(42,15,2,41,0,'People who do not make speeches are worth a lot. You could just send her your first line, as it is.','',1795602103,NULL,NULL,NULL,'','b1d7508cbfab00b7706f74a57e078c87',NULL,'',5);
INSERT INTO post VALUES(43,15,3,NULL,0,replace('i rang her. she did not make a speech. she is coming to the doctor with me on friday\n\nthe radio is still on. but somebody else can hear it now','\n',char(10)),'',1795682503,NULL,NULL,NULL,'','4448e088826c2383001bd564cb37f2a8',NULL,'',6);
INSERT INTO post VALUES(44,16,5,NULL,0,replace('Third night. I keep doing the maths of how many hours are left, and then there are none left.\n\nListening, no advice, please. I know about screens.','\n',char(10)),'',1795689703,NULL,NULL,NULL,'','e178fc09258d6b33f2bd3efb134ba334',NULL,'',1);
INSERT INTO post VALUES(45,16,1,44,0,replace('> I keep doing the maths\n\nOh, the maths. I turned the clock round, and now I do it from memory. You are not alone in it. I am up too.','\n',char(10)),'',1795690963,NULL,NULL,NULL,'','766e10dd81c388aeca73650f800ca946',NULL,'',2);
INSERT INTO post VALUES(46,16,3,44,0,'up as well. nothing useful to say. waving from over here','',1795692703,NULL,NULL,NULL,'','b5db45fffdde79c2aaf9b50381f15f18',NULL,'',3);
INSERT INTO post VALUES(47,16,5,NULL,0,'Waving back. It is a better kind of awake with the two of you in it.','',1795693423,NULL,NULL,NULL,'','3c678e70b264529d0836a451db4e1245',NULL,'',4);
INSERT INTO post VALUES(48,17,4,NULL,0,replace('Mum is asleep at last, and I am sitting on the stairs, because it is the one place where nothing creaks. Too tired to go to bed, if that makes sense.\n\nIs anybody else up? You need not say anything clever.','\n',char(10)),'',1795718503,NULL,NULL,NULL,'','f0cd03eed4f6e3a68bad6ec94733b97b',NULL,'',1);
CREATE TABLE read_mark (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        thread_id INTEGER NOT NULL,
        post INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE
    );
INSERT INTO read_mark VALUES(1,4,6,7);
INSERT INTO read_mark VALUES(2,5,7,10);
INSERT INTO read_mark VALUES(3,2,8,16);
INSERT INTO read_mark VALUES(4,2,9,20);
INSERT INTO read_mark VALUES(5,4,10,24);
INSERT INTO read_mark VALUES(6,4,11,27);
INSERT INTO read_mark VALUES(7,1,12,31);
INSERT INTO read_mark VALUES(8,1,13,34);
INSERT INTO read_mark VALUES(9,2,14,37);
INSERT INTO read_mark VALUES(10,3,15,42);
INSERT INTO read_mark VALUES(11,5,16,44);
INSERT INTO read_mark VALUES(12,4,17,48);
INSERT INTO read_mark VALUES(13,1,1,1);
INSERT INTO read_mark VALUES(14,1,2,2);
INSERT INTO read_mark VALUES(15,1,3,3);
INSERT INTO read_mark VALUES(16,1,4,4);
INSERT INTO read_mark VALUES(17,1,5,5);
INSERT INTO read_mark VALUES(18,1,6,7);
INSERT INTO read_mark VALUES(19,1,7,10);
INSERT INTO read_mark VALUES(20,1,8,16);
INSERT INTO read_mark VALUES(21,1,9,20);
INSERT INTO read_mark VALUES(22,1,10,24);
INSERT INTO read_mark VALUES(23,1,11,27);
INSERT INTO read_mark VALUES(24,1,14,37);
INSERT INTO read_mark VALUES(25,1,15,42);
INSERT INTO read_mark VALUES(26,2,1,1);
INSERT INTO read_mark VALUES(27,2,2,2);
INSERT INTO read_mark VALUES(28,2,3,3);
INSERT INTO read_mark VALUES(29,2,4,4);
INSERT INTO read_mark VALUES(30,2,5,5);
INSERT INTO read_mark VALUES(31,2,6,7);
INSERT INTO read_mark VALUES(32,2,7,10);
INSERT INTO read_mark VALUES(33,2,10,24);
INSERT INTO read_mark VALUES(34,2,11,27);
INSERT INTO read_mark VALUES(35,2,12,31);
INSERT INTO read_mark VALUES(36,2,13,34);
INSERT INTO read_mark VALUES(37,2,15,42);
INSERT INTO read_mark VALUES(38,3,1,1);
INSERT INTO read_mark VALUES(39,3,2,2);
INSERT INTO read_mark VALUES(40,3,3,3);
INSERT INTO read_mark VALUES(41,3,4,4);
INSERT INTO read_mark VALUES(42,3,5,5);
INSERT INTO read_mark VALUES(43,3,6,7);
INSERT INTO read_mark VALUES(44,3,7,10);
INSERT INTO read_mark VALUES(45,3,8,16);
INSERT INTO read_mark VALUES(46,3,9,20);
INSERT INTO read_mark VALUES(47,3,10,24);
INSERT INTO read_mark VALUES(48,3,11,27);
INSERT INTO read_mark VALUES(49,3,12,31);
INSERT INTO read_mark VALUES(50,3,13,34);
INSERT INTO read_mark VALUES(51,3,14,37);
INSERT INTO read_mark VALUES(52,4,1,1);
INSERT INTO read_mark VALUES(53,4,2,2);
INSERT INTO read_mark VALUES(54,4,3,3);
INSERT INTO read_mark VALUES(55,4,4,4);
INSERT INTO read_mark VALUES(56,4,5,5);
INSERT INTO read_mark VALUES(57,4,7,10);
INSERT INTO read_mark VALUES(58,4,8,16);
INSERT INTO read_mark VALUES(59,4,9,20);
INSERT INTO read_mark VALUES(60,4,12,31);
INSERT INTO read_mark VALUES(61,4,13,34);
INSERT INTO read_mark VALUES(62,4,14,37);
INSERT INTO read_mark VALUES(63,4,15,42);
INSERT INTO read_mark VALUES(64,5,1,1);
INSERT INTO read_mark VALUES(65,5,2,2);
INSERT INTO read_mark VALUES(66,5,3,3);
INSERT INTO read_mark VALUES(67,5,4,4);
INSERT INTO read_mark VALUES(68,5,5,5);
INSERT INTO read_mark VALUES(69,5,6,7);
INSERT INTO read_mark VALUES(70,5,8,16);
INSERT INTO read_mark VALUES(71,5,9,20);
INSERT INTO read_mark VALUES(72,5,10,24);
INSERT INTO read_mark VALUES(73,5,11,27);
INSERT INTO read_mark VALUES(74,5,12,31);
INSERT INTO read_mark VALUES(75,5,13,34);
INSERT INTO read_mark VALUES(76,5,14,37);
INSERT INTO read_mark VALUES(77,5,15,42);
INSERT INTO read_mark VALUES(78,6,1,1);
INSERT INTO read_mark VALUES(79,6,2,2);
INSERT INTO read_mark VALUES(80,6,3,3);
INSERT INTO read_mark VALUES(81,6,4,4);
INSERT INTO read_mark VALUES(82,6,5,5);
INSERT INTO read_mark VALUES(83,6,6,7);
INSERT INTO read_mark VALUES(84,6,7,10);
INSERT INTO read_mark VALUES(85,6,8,16);
INSERT INTO read_mark VALUES(86,6,9,20);
INSERT INTO read_mark VALUES(87,6,10,24);
INSERT INTO read_mark VALUES(88,6,11,27);
INSERT INTO read_mark VALUES(89,6,12,31);
INSERT INTO read_mark VALUES(90,6,13,34);
INSERT INTO read_mark VALUES(91,6,14,37);
INSERT INTO read_mark VALUES(92,6,15,42);
CREATE TABLE draft (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        place TEXT NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL, hand TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '', returned_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
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
CREATE TABLE line_check (
        id INTEGER NOT NULL PRIMARY KEY,
        line TEXT NOT NULL,
        checked_at INTEGER NOT NULL,
        checked_by_id INTEGER,
        FOREIGN KEY (checked_by_id) REFERENCES member (id) ON DELETE SET NULL
    );
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','post_search','post_search',0,'CREATE VIRTUAL TABLE post_search USING fts5
    (text, title, content='''', tokenize="unicode61 remove_diacritics 2 categories ''L* M* N* Co''")');
CREATE TABLE IF NOT EXISTS 'post_search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO post_search_data VALUES(1,X'3093024f');
INSERT INTO post_search_data VALUES(10,X'000000000103040003010101020102030101');
INSERT INTO post_search_data VALUES(137438953473,X'00000c9202306101044a040106062e2b0112110c48160c05050c1201100206092907054006010c021c48580b1d020462757365040220020264640402740102780404726573730504811a03047669636503025202046761696e02021602026c6c01021b0304810b01020503047761797305025b02016d01021703056f756e747302022c02016e050817010105030164010626080f01062e0417010e2b421b05090a200106242048010a5322181133030473776572020246070265640404810907017303025f030579626f64790504814a0202726501021d0106180f190104082001081b16283301027503046f756e640302740306726976696e670102060201730204190401043f040204597d03016b03024d0402656403025b01023004017305024b02017403048137010269020477616b6504026801046261636b02026402016502024a03022c030563617573650304650a0302656e0102480304666f726502022001024401020c030367696e03087b01010503046c6f6e6702060101030304747465720504816002046f61726402020e02087265616b666173740102120304696e677301020b0202757405020802017902023f0202570104810203016503042c78010463616d6503020503016e010408220102420106222c61010212010a13812c11060303746368040271020568616e676501022903046f6f73650404133602056c656172730304812803046f7365640404441102036f64650504812e03026d6502026303046a6a05017304020b01042f6004057075746572050a241a180f7203056e6e656374050258040474656e740202330208030101030303756c6404027002057269736973030219010664616e67657202024c03027368030481030301790204130e04017302020902046561746804022303046c65746501022d02016f0102200102030104232802045c0b030463746f7202025c0302657303023903026f7205046d1601046561636803027c020210030474696e6704021f02066432353531390504426602036c73650304810c01022602086d657267656e637902025802046e746572030238010252010243020376657205022e0506797768657265030215020a78636c616d6174696f6e030481250305706c61696e01022401036665770302120203696c650504475105017305022003086e6765727469707302024103037273740402410104810e02026f720106050e0a0104560c010a1838050d0602044c7a0303756e6401025104017204026a0204726573680504814203026f6d02044d070104812c02027b0104676976650304572302036c616401024f02016f03022901024d03026f6401021e010468616c6604026701022703046e646c650506811712040267730304813503067070656e65640202150302726d04021e03017303020f03027665010422270202300202330403696e67050256020365617203021f03036c6c6f010a153b01010304017002025f0104170503027265010849010104010601010401060d49160204301002066f6c64696e6702023d03026d650304270503027374050481280503696e670504812f030177020423070206010102020475727279030481200101690102160404812302016405048125030c656e7469746965736f6e6c790504812102016601024501060f3a2001025d01044b25010a092a2e295502016e02024b0104811e01042746010e155c2e3a0101030201730104043b01025501066405350104057d010c0419102d751902017401023c010214010a1055183005010a171d1a1e0b010a0f0d32365e030173030481240403656c660504810301096a756467656d656e74040481020302737403026901056b656570730304812f0301790514191e1c1619410c010107040367656e050240040173050681082d0205696e64657201023e02036e6f770502670503696e670504812c01056c6174657201023002046561766501023201022a01042e710203696b650102100102670102430104810a03026e6503027d03027374030481000505656e696e6703024f05017303022f02036f6e6703024001046d616e7904027d0104812d0302726b03061d810b030179020249020465616e7301025605017405022a030574686f647302022f0203696e6401022b03027902036f726501025704046e696e6704026d020375636802022901046e616d650102360404810f020365656402020501048112020207050173040260030376657204025803017701025503024f0302787401024302023b02016f040481010102340304626f647903045e0a01027703026e65030481130301740102210102040104096501025c01060d322b040165020234020e04330a05380706050173040a1a6d01010403017701021a01025d0202180205756d6265720204075401023407017302026101023101016f0504812002016601024201020801086e120e0c01026301081e8101190305666572656405027602016e02060c2b0b02025a0108211a192f030263650304813803016503040c4f0102610106810c0803026c7901021402020b020225020370656e03023601024905017305027f02017201040d080104510b010250010208020574686572730404810d01048158020275720504811903017401023301022b0202776e0402290108231a4d1101047061697205021d0304737365640402560506706872617365050803482b6d0205656f706c6502023a01025301021102046c6163650506811c2c03046561736501023102046f696e740504813e0302737401022f01023702060e210f05017304065006310207726f746563747305024d020675626c6973680504813103017402023101027201087175657374696f6e03021c010672617468657202022603020c020365616402024301023e01061624510503696e6701021803026504016c0102350204696768740504811101047361666503023c050172050481480302696403027103017901080901010204017304023e0205637265656e0304812e0203656c6604021d0305766572616c050481070205686172656405022d03036f727401024d0402776e0304811b050173050260020369676e0504145c0503696e67050601010203037465730504813002046c697073020601010202046d616c6c05021f02016f04020f010681372103066d65626f64790102540204810b01026405057468696e67030237010225020470616365030681060c030472756e6704025902027368050e182962070101060204746172730302730402797304024303066f7070696e67020253020975627374616e6365730402220307676765737465640502460305696369646504021c0302726504025d0101740502410204616b65730502440203656c6c020221020368616e0102580102270401740204381e0104811501040a080102280301650102400106120e1a010c0a2b09203227010a19282f0b19011626210508200f090c08242f040269720202400304813504016d04027204016e02026201026a0206572757040272650504813c040273650504811e0303696e6703023d0601730504812a05016b01025b03026204017301020201020d030638810f03047265616401020305016501021c04046f75676804024e0203696d6505021102016f0106231e1601020a01141e0c070a2323270101040104153501082b420e4a03016f020601010502027c0104815b04016b0202500302776e010238020272790302550202776f04020901048129020379706502025e0108161e690a02040e2b010a756e7072657061726564040273030374696c040245020170030481360201730102520102220302610301650508813b140e0402727305048136010876696f6c656e6365040221010577616e74730402330301730202110301790202390304816102016505026403046967687403027a07017302022d03056c636f6d6502021a0108020101020302726502021d01048132020368617401040a0601024e010820513c0905046576657203060381160302656e03024701042b0d040272650308240101030404746865720406141f2f0303696c6501024b02026203016f02023b01020e0204814b0203696c6c040278030274680308067d0e1801063b1835010c165c2501010402036f72640302760102070501730304137801022a04016b03021401060101050505706c61636501023b04027468050455580303756c6401025a04020b02047269746502020b010446060503696e670304813303036f6e670504810b0104796561720102440301730504812204067465726461790202100301740504363402026f750112070705120a1c070c0b01100217070a22060919011a04051c061f050505111823091b010c2c040b110811011606060a222a110d13370817040172010a2a06080505010257020228010e221a190f15253c05017304025f0603656c660102250429090a0a09090e09060a09220908060b19090b0f060a060a0909090b070f0b0b0a090d09070d070919080a0a0b0a090b0a0e0a0f080a0b0807060909110907080c090c0c0d0f080b100a0809060d0c1808060a0f0a0809070c0b080b07060e08080c0a180b0808090c0a0a071219171b1e07090f070b0f08080a08090a101207080a06080d090609060a0b0809080d0f0608090a0a0d08150f0a0c0e0907180a11080f0d0b06110f08090d09090e100b090a0f080c0c090d0e100b060a09070709060b080b0a080806090a090b090b120d0b090d09070b0e0c0a070609080b12270b060e08080807090e09060908210f0607070b120f08070c09080d0a060a060906100b120b0b0a0b0b0d08170b0a0b0a080b0d090909070b073d1906');
INSERT INTO post_search_data VALUES(274877906945,X'00000ec50230332306010104010161060607220b020c04073201010201020b01020405042607010202010a165049061c01020f0102020104020b010204010225050215010601010501020902040f0b01060a090d0404091f0102100104111401021502020c01020a01020901060101030204626f757408085b01010401021301021307080d811f2e0702170102250e022802020203021b02026464080245040265640804081e03036d697409020f0304766963651502270402211302170205667261696411048140030374657206020c11021003021805020e02046761696e11027304060101040a021e0d0601010503016f1702230d02060202696d1e020d0303736c6515020c02026c6c08021d16020402020506022004046f77656416023b0302736f24020702016d0a020c07047a1a05023a02040e090102290104090b01020c03020908041517010609070601020502016e150225030164060412060104041101081025181001021b01021f04020801022d020e100d38101718320104061502020401020e01041418010415240104041101060c120d01021b01021001023301020c060604110601041010020413170104070b01040f1c04020f03056f746865721702200f02260102180301791602320404626f64792304290f0504212f04036f6e6526023704057468696e6708021b1e021a040577686572651d0215020272650a0409161904062905060b133b02020802040d0702017308020307022a01020b0102140b041a2107022307021403016b16021e0f0214040265641902030403696e6711027c02017409040713010212060209010481240504201303060101040202060804310a020377617911025606021401021201046261636b0702170302230c020e0902300301640f021904026c7906021103046b6572790b020603067468726f6f6d20021902016509021601041a0a0704813f15020802024c030563617573650804062303020e0f02150202100302656e0602040b022904022d01020406020f0304666f72650a02240704813508020a0b0228030367756e1104813d0303696e6706022e03066c69657665640f022504016c1104171b030273740d020a030474746572260209020369656e0f021303017409020c12021602046c616d6511022502046f6172640d020e04017421020a030264791702170304696c65640a0228030274680a02030301790e020b0204726561640e021a09024101021905056b6661737411026e0303696e670f021e03056f7468657213020b0404756768740e0205020475726e740b020a030173060601010604017920020e0301741f020807021c05021a03017917024002017910021509021a06021c010463616c6c28023e03026d6508022b0602170e022e03022f03016e0702150b020806020910022403021d04036e6f7411025317021f03017220021d04046566756c1c02160304756768740f0237020468696c640f022c02036f617412021002020303026d651002131302370501731102710403696e672b020d03056e74656e74080601010503026f6b0e02240303756c641c02120c025c02020d04046e7465641a021f0206726f737365642502050103646164110203030179160213100221020365616c1d020b0302736b0802560202696408021a12020505022005020303020c040206030265641102040308736877617368657222020304046c696b6506021702016f0602240202160302180606232b3502021405020a0e081901010302041710020204030463746f7223020301020a0702100302657308024d07021c0303696e672c02060302776e11027205067374616972730e0216020572616674730a021c04026e6b1c02030303696e6b11024e0e0205040476696e672002210203756c6c1e02060104656163681104570b13021902056c6576656e1302060102050302736521021302022a08021c02086d657267656e637928024002026e6423023c03046f75676813021b020376656e17021b0401721a021e0a02150501791602120d02320604626f647911020815020606057468696e6715021502017817020e03056163746c7927021b01046665656c1c02130301770602080203696e6421020c04016507021103037273740802290102081f025f02021203017408024f02026f7206020602024103020c03021c030a0c1441123b04022302020204021404020604040e1c0104141301020f02021f01042d2b04056563617374210204040767657474696e671104814205056f7474656e17021a0202180303756e640702070401722c06010102020572696461792b02140403656e6408023a03026f6d06081f01010308021503024f0a02080203756c6c1502050502657214020c0305727468657217022d0104676176650b02070203657473280234040474696e671c021502036c616407020511040f0907022d08020a040273731c022002016f07021610022504020f0303696e6715021201021f05020d09022902021703026e651d021403026f6408022003060101030402200204813101021d0301741602160102130102110c021c020210020a72616e646d6f746865720f020303036561741d020a010368616408023606040c1802021201061881180604122504020301040709090203030269720c020401020403026c6611026504022404016c10020602021802020d0301730a02270d0218020217040213060235030276650604032503021e0808287c1c0e04022c0104030903021e03023c04020301020802020b03040e260102030301790f020f020165110669390f02020f04041d19030261721104815501020a19021e05017415021103036c6c6f06060101020102022102020401702802480502656416021a0301720e02090d02130404230906021505021001020404016507020a03020a12022f0b020f0102280202697311083c01010202036f6d6506021e03046e65737408022103026f6b1202150302757209021a0c02260102231202300501732c020c040273650e0221030177110636810f0b020b010216090601010601021c05020a0206757362616e641a021a010169060c020a070612080206071e2301080907050d01020b0108020f05070404231501020d011c22072609091e060c0b070504271801060207150102130204021d0108022e0906010c090a150c0d080106080709010e100f08070101020108080b07080104020b010c02060d1a060f020208010609180b01020201040706020805071514010402160102120110020d09170a0101020106080706010804140a070302020104041702016608024308020c010615813304022a07021b0c04310802016e08022d02021504021f01022f01040412010405640104161001020802020707023501021003021506022501021701020d030573746561641d02040302746f17020c0201730c0206010206020217021435070627091e1a01010401060e06130106100c0801020a010228020605291205022b010408110104030a01021701060c1a0401021102021102020e01021e01041a09010815132e0702021601040c0d0201740702190108172d0c1202022001041408040a07041b0913010207011a120f1c1308070916211018131501041111010617040801040908020211010604291202021901040c0a01020701080d1108060304022701022301040d050204100601021b01020201061d15070106051a070104142602021501021f03017312021401046a6f6b6511048137020375737406022a0202370f023d13020e01046b6565701104810e150203060205030270740a021e030474746c650a02260203696e6411060b814703017407020302036e6f771104810402021d0602240d0601010502021904021a01046c616b65200212030273741c023d030274650602210b026c02021203037567681104813201020c060265641104812302046561726e1f021b060265641d020f04027665160430080202070b021f0302667415020317040e0803056e74696c730e0206030273731602370301741a020e020269640e021203026b6506021401021c04041308060481530402130a04220907022203026e6508022a2202130501732802460302737408022f0e022603022c0505656e696e6726022e060215030474746c650e020a02036f61660b020b03026e671c020c03021003026f6b06020b050265641002080a02170102050503696e6715021c030273740802380301742a020b03017518020c1002030401641502170502657227022301023503017721020604056572696e672302070204756e636819020b01016d2c060101040206616368696e650a020f0301641502140401651c021e03026b6511027617023b01020b01020601020803016c0f021003026e792c020b03037468732c02080301791104810d05022f0f020a0402626529020502016508043c1803020805020a0104347302020d03021b01020302020406020701021406020c0102200402120302616e2302260501741702330305737361676513020402056964646c65150209030367687409021503026e6420021605020704016509020608025e01020d12021803057374616b6510021602086f64657261746f720802050a017328020903046e6461791c0831010106010202040274681f020c030272651f022b04046e696e670a02170704580b01021e0a0232010203030376656417021e020375636811043774030167110e3d472c2001010303016d06020e130601010602017906020d06020301020301020201020202020202020a04040d0b0206010105010219050212040202020206040206030473656c660f023807022c06021401056e616d65730e020f02056561726c791202090307696768626f75720e020303037665720f0224030177080231030278740f023219022f020469676874060601010526020306017323022c01020d03026e65190208010202050274791104811302016f0f060e0806020481070802200802090b02160304626f647907020901021906021e0302320102220e0220030369736523023403026e652c021303017406022502043f1107021d0206242b3002021504021902021f010406060102040102340304041f050213010204010c0f091f01010401021301060c0e3501020a01020501020704016508040a1e0102210501730806010106040468696e670b020d12020d06022704036963651c022a03017717042a1002021b06022c0802060402040864270708080f0b11160907081009072a066510060e080d0a1819090708210e120607090b1414131309080b0707090809090906070907060f0a080a090908060c060c0910120b060909090b0a06080c070e090b0809080716070d09240f0a08070b0a070b09080d0d0d0d07090809090c0a060a090608061106350a0d0d08080a081308070a09080912070c140716120f08220a0a0c122e060f0e0610060716120a080907100607190b812818330a075d7a060a111007090a061a09070d0c0809070e0b0a0706071c0a060d0d09080a070d08070609060a060a09080b0606130607080d072c07060a0a080a0f0a0d060f07071608090c0b300f0a0a0c08060a0e090a0815180807480a080f08');
INSERT INTO post_search_data VALUES(274877906946,X'00000b862007306e756d6265721c02190c024107017323022203037273651f021301076f626a6563747311023b020464646c79160234020166080230010203060228020c2e0c810b0c0502020502020a01022706021f0102050304061303023d03022d0204073f0402090301661a02100c020a030374656e13021802016e06021b04021003020c01021001020b020c2a180b01010601021303021f01020503022a030a042e010104040609090d03020d01022a01021606041308030263650b021003021d09020a0301650802460102020702100102450602060e0409060306063f1803026c7906022f0b04811709021d0201720802531f02270104360e02047468657211022c0602280c023b020275720e020e0301741502100102180602240704201a04047369646515022202037665720e0207030621811a0b060101030202776e1104814d010a706172746963756c61721702070302737411025b0205656f706c6515021a07020a0e02020308726d697373696f6e1802050403736f6e28025a0204686f6e6523021c020469636b7323021902036c616e26021205036e656423021605017328023c0401791302160304656173651902220f023d04021802026f720f0212030273740c0209010409041b021105017308060d17120208726163746963616c0a02050202757411025405020b04017320021301037175650f04112c04057374696f6e060228030669657465737416022206026c79080218040274651902140105726164696f2602240102160102330302160302696e0f0231110c08090d010102050265640f020a03016e17020b0401672b020303047468657208021202046561636811025a040164120203050265720602310503696e6706020501020f02021705017908024004016c24020f0305737069746519022604047466756c21020e020469676874110481080d020503026e6707020c030273610f023c02046f62696e10020303026f6620021e04016d2602270102190203756e6711021904046e696e6713021101017321021407024f02036169640b02111404141407023401020403016d1f02310401651902060e022a02020403017415021e040575726461791c020503017908021307020603021c16025d0403696e670f02390b040b0a0206637265656e732c021c020565636f6e6411026607017313020701020603016516021003026e6428022002020f040574656e6365280260030376656e0a02140202686508023d11060212060602250402180602080204050804026c66110842010108030369667406022204057070696e6721020303056f636b656427021404017017040823050470696e6716020d0403756c640a02210501741a020706026564190811010103020369646511022d0a020a03046d706c7911026b03036e636516041c1e0304737465722902070301741b021103017811020e02046c6565700602100402707423020c030569707065641f020a03026f7723021202046d616c6c0b060101020e02150a023302016f08021406021b18022b02021d03026d650f021f0504626f64790802340904811b1002120a021b05036f6e651602080505776865726511021a0304756e647320060101030205706565636829020d02020a070265732a0207030472696e671102070204746172740b02041b0601010806026564110481340603696e671c0601010206017328023904017925020b030227050265642402210501732802120303696c6c11083f01010501021b19021803026f7006022d05037065641c02080603696e671f0416090303756e6709020d0205756e6461790a021103097065726d61726b657415060101030302726515021801077461626c65747323020903026c6b08025a0306706572696e6723060101020202656111027803086c6570686f6e657306021804016c1104811a0503696e6716022b06020905017313020c03026e7420020b05016819020e010221020368616e0802150c020e13022505016b1402070601730a02020401740902190204150801020501020502021b02062f5e1301020b01040e120202190104062901023201020b03020901042509010211020215010601010401020f04020801020502025e030165060a1c0601010402082505082901022001060e0a11010405060102070104070801021101060c26060104050c0118061811180406320c37010107010217030c08051701010201040c170102270102180106050a2001022002021802020c020218010202010202010a0815080c1101020b03022901080828061501020302040f0801020704016d0902040802260f020704016e090210050213030411601b0210040272650f0216020662251c02022102022e02020f09022206021f02025804021104017916020f0d02240102110402540302696e23022e01020c0501670a020605021a0a02070602190601730b060101040b022902020305016b08024b090481150604310b0603696e67260204040272642c020204017306021a02020e0306010105030220030481280102040d020b04023e030601010902025103046f75676817021c070174090212030372656508040c140e022802020204023601020603067572736461792502170203696d6511041d6e05023303020f03023801021202021105021a040250050173190209010203030372656426022c02016f06022c01021801080b3e0c050602230104053002087e1d271801021f01021c03023c01061f090c01020602020d01020e0b0c18190901010702043a2903020e03036461790f022e06020d08021801020203026c6408023b02021b0702330d020a06021703056e6967687426021b01022403016f0702120202220c02160a020d01020d0302776e1702210206726163746f721102480403696e73060215030369656420020403056f6c6c6579150206040475626c6528020e020475726e731c02230204776963650a022908020512021f03016f240204010475676c7911024402046e646572280247030374696c1104811002017007020e01022c06021815021a0306646174696e670a020d020173070208030265640f020408022f030375616c270226010576656e67610f02150302727911060a812810020502046f696365130203010477616b6523023003046c6b656415020f04016c15022101020703046e74656406022b03021f0804811803017307021001023e01040507080a090c0f811a03021008022703020304021504021e04036865640c02020102020503696e670f040d2a040474696e6728024d03017906021d050416080201650802581c042005030561746865722102150302656b08020f030601010618060101030501730602090b020f0b023701020703056c636f6d6515022904016c1c022103026e74110481450802130302726508021f08020e05021b07021d08060e061402036861741104314e050219060228040225080422330504657665721104814f0302656e0f02080302210d022405046576657207021a0402726517023e0d022201020c0304130903036963681102680202090b020704026c650a02071a022701021103016f0802350102140702111a020304026c650c02080102080203696c6c07020b0102590202190102030b02090d021e02021303056e74657273240205030274680e02190102210204463c05022405021201021704021f04020804022b03021105036f757426020b02026f6e17023603027264080601010307022704016b20060101050402736524021d040274682a02090303756c6408021101021d08068121330b023b07022503020702024a01020902047269746508025020022a0503696e6706021902020209048127050374656e0e020d03036f6e6708021c0104796561721c023e0501731702220c020f03077374657264617914021102026f7507080609090901024a020408120704814703020801022b0104150a0202100204040d03020e02041a160804020b010a0a13131f1402020c0401721104814c170410310202110501730802481802270603656c661602170106d986d988d8b10e0214010ce0a4a8e0a580e0a4b2e0a4ae0e0204050e06080c093409083f0d1b0e0d0f07100912080f07100d080909080806060f070e080d0a06090a0b0707130f070606090906070e06060a090d070709070908090912060c060a0f0c0b0a09060a0a08190a080a0a070908060a0b090909060609070a07110f0713080a0b0d07090e080a0609070611070809080a10070c070d070d070b0607090e06064a81060c10210f0a0f0e0e0807260906150b1e09084211130d12070b08080a09090f060909090f0b060a080a0c0909090910230b09090a0a0a110f0a060b15160a0d09110e0d0f0a1a0a2308070c0807071f0c0f080809090c3b0e09080b');
INSERT INTO post_search_data VALUES(412316860417,X'000002660230612f020602046c6f6e652d021902016d2d021d03020902026e642d020f030207030579626f647930082201010304057468696e67300229020272652d02170201732e020303046c656570300204020174300205020477616b652f020a01046261636b2f0203020665636175736530020e03016430021c0304747465722f02070106636c6576657230022a03036f636b2d020d02057265616b733002160102646f2d02120303696e672d02040104656c7365300823010104010466726f6d2d021401020a0102676f30021a0104686572652e020c0101692d08020a090d03020802016630021d02016e2d021a0202100201732f0205010c030f130101020201742d04130a0204040f01020f01046b6565702d02030203696e642f020801046c61737430020601056d616b657330021f03037468732d0406050205656d6f72792d02150202756d30020201046e65656430022602026f742d0218030227040468696e672e02050202150301772d021001026f662f0409070201682d020702016e30020b03016530021202037665722e020b0105706c6163653002130105726f756e642d020e01037361792e02080202280204656e73653002200206697474696e6730020a0205746169727330020d01047468617430021e0301652d0605050602020c01040c0702046972656430021802016f2e02070204190403016f2d021f030217020575726e65642d020b0202776f2f020d010275702d021e0102020208240101050205736566756c2e02060106776176696e672e02090102020203656c6c2e020402046865726530021402036974682f020b0103796f752d021602020f010225040609090a0d0a0706090609090b06090b080a07080c0c07090c06090e0e0908090a090a07090a0c0608060606080a0a0b090b0a090f090a090a07100a0e080908');
CREATE TABLE IF NOT EXISTS 'post_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO post_search_idx VALUES(1,X'',2);
INSERT INTO post_search_idx VALUES(2,X'',2);
INSERT INTO post_search_idx VALUES(2,X'306e75',4);
INSERT INTO post_search_idx VALUES(3,X'',2);
CREATE TABLE IF NOT EXISTS 'post_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO post_search_docsize VALUES(1,X'5a03');
INSERT INTO post_search_docsize VALUES(2,X'6604');
INSERT INTO post_search_docsize VALUES(3,X'813704');
INSERT INTO post_search_docsize VALUES(4,X'810c04');
INSERT INTO post_search_docsize VALUES(5,X'816006');
INSERT INTO post_search_docsize VALUES(6,X'3005');
INSERT INTO post_search_docsize VALUES(7,X'1b00');
INSERT INTO post_search_docsize VALUES(8,X'5b05');
INSERT INTO post_search_docsize VALUES(9,X'2100');
INSERT INTO post_search_docsize VALUES(10,X'2800');
INSERT INTO post_search_docsize VALUES(11,X'1b05');
INSERT INTO post_search_docsize VALUES(12,X'0800');
INSERT INTO post_search_docsize VALUES(13,X'0d00');
INSERT INTO post_search_docsize VALUES(14,X'2300');
INSERT INTO post_search_docsize VALUES(15,X'3b00');
INSERT INTO post_search_docsize VALUES(16,X'1500');
INSERT INTO post_search_docsize VALUES(17,X'815607');
INSERT INTO post_search_docsize VALUES(18,X'2300');
INSERT INTO post_search_docsize VALUES(19,X'2000');
INSERT INTO post_search_docsize VALUES(20,X'1000');
INSERT INTO post_search_docsize VALUES(21,X'2d03');
INSERT INTO post_search_docsize VALUES(22,X'3b00');
INSERT INTO post_search_docsize VALUES(23,X'4000');
INSERT INTO post_search_docsize VALUES(24,X'1800');
INSERT INTO post_search_docsize VALUES(25,X'2b05');
INSERT INTO post_search_docsize VALUES(26,X'2000');
INSERT INTO post_search_docsize VALUES(27,X'1500');
INSERT INTO post_search_docsize VALUES(28,X'3d05');
INSERT INTO post_search_docsize VALUES(29,X'1700');
INSERT INTO post_search_docsize VALUES(30,X'0c00');
INSERT INTO post_search_docsize VALUES(31,X'3000');
INSERT INTO post_search_docsize VALUES(32,X'2604');
INSERT INTO post_search_docsize VALUES(33,X'1400');
INSERT INTO post_search_docsize VALUES(34,X'0200');
INSERT INTO post_search_docsize VALUES(35,X'3d03');
INSERT INTO post_search_docsize VALUES(36,X'2900');
INSERT INTO post_search_docsize VALUES(37,X'1600');
INSERT INTO post_search_docsize VALUES(38,X'3608');
INSERT INTO post_search_docsize VALUES(39,X'2900');
INSERT INTO post_search_docsize VALUES(40,X'6000');
INSERT INTO post_search_docsize VALUES(41,X'0c00');
INSERT INTO post_search_docsize VALUES(42,X'1500');
INSERT INTO post_search_docsize VALUES(43,X'1f00');
INSERT INTO post_search_docsize VALUES(44,X'1b04');
INSERT INTO post_search_docsize VALUES(45,X'1e00');
INSERT INTO post_search_docsize VALUES(46,X'0b00');
INSERT INTO post_search_docsize VALUES(47,X'1000');
INSERT INTO post_search_docsize VALUES(48,X'2904');
CREATE TABLE IF NOT EXISTS 'post_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO post_search_config VALUES('version',4);
CREATE TABLE staff_act (
        id INTEGER NOT NULL PRIMARY KEY,
        act TEXT NOT NULL,
        member_id INTEGER,
        by_id INTEGER,
        at INTEGER NOT NULL,
        told_at INTEGER, post_id INTEGER REFERENCES post (id) ON DELETE SET NULL, row TEXT, reason BLOB,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL
    );
CREATE TABLE tombstone (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL);
CREATE TABLE key_mark (id INTEGER NOT NULL PRIMARY KEY, mark BLOB NOT NULL);
INSERT INTO key_mark VALUES(1,X'78d3ea15b7d551f6271a8e2ed54dfe40d5e3f3fa20898440db3689f2ebf41996');
CREATE TABLE thanks (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        by_id INTEGER,
        to_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        thanked_at INTEGER NOT NULL,
        seen_at INTEGER,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (to_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE following (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        board_id INTEGER,
        thread_id INTEGER,
        writer_id INTEGER,
        row TEXT NOT NULL,
        followed_at INTEGER,
        muted_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE,
        FOREIGN KEY (writer_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE bookmark (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        post_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE
    );
CREATE TABLE read_ahead (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        post_id INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE
    );
CREATE TABLE post_version (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        replaced_at INTEGER NOT NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE
    );
CREATE TABLE board_tag (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        word TEXT NOT NULL,
        position INTEGER NOT NULL,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE
    );
INSERT INTO board_tag VALUES(1,2,'waking',0);
INSERT INTO board_tag VALUES(2,2,'dreams',1);
INSERT INTO board_tag VALUES(3,2,'shifts',2);
INSERT INTO board_tag VALUES(4,2,'medicines',3);
INSERT INTO board_tag VALUES(5,3,'panic',0);
INSERT INTO board_tag VALUES(6,3,'health',1);
INSERT INTO board_tag VALUES(7,3,'people',2);
INSERT INTO board_tag VALUES(8,3,'work',3);
INSERT INTO board_tag VALUES(9,3,'medicines',4);
INSERT INTO board_tag VALUES(10,4,'mornings',0);
INSERT INTO board_tag VALUES(11,4,'loneliness',1);
INSERT INTO board_tag VALUES(12,4,'work',2);
INSERT INTO board_tag VALUES(13,4,'medicines',3);
INSERT INTO board_tag VALUES(14,5,'family',0);
INSERT INTO board_tag VALUES(15,5,'friends',1);
INSERT INTO board_tag VALUES(16,5,'animals',2);
INSERT INTO board_tag VALUES(17,5,'anniversaries',3);
INSERT INTO board_tag VALUES(18,6,'alcohol',0);
INSERT INTO board_tag VALUES(19,6,'drugs',1);
INSERT INTO board_tag VALUES(20,6,'eating',2);
INSERT INTO board_tag VALUES(21,6,'self-harm',3);
INSERT INTO board_tag VALUES(22,6,'gambling',4);
INSERT INTO board_tag VALUES(23,7,'small wins',0);
INSERT INTO board_tag VALUES(24,7,'food',1);
INSERT INTO board_tag VALUES(25,7,'animals',2);
INSERT INTO board_tag VALUES(26,7,'outdoors',3);
INSERT INTO board_tag VALUES(27,8,'parents',0);
INSERT INTO board_tag VALUES(28,8,'partners',1);
INSERT INTO board_tag VALUES(29,8,'children',2);
INSERT INTO board_tag VALUES(30,8,'rest',3);
INSERT INTO board_tag VALUES(31,9,'questions',0);
INSERT INTO board_tag VALUES(32,9,'ideas',1);
CREATE TABLE thread_tag (
        id INTEGER NOT NULL PRIMARY KEY,
        thread_id INTEGER NOT NULL,
        tag_id INTEGER NOT NULL,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE,
        FOREIGN KEY (tag_id) REFERENCES board_tag (id) ON DELETE CASCADE
    );
CREATE TABLE profile (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        pronouns TEXT NOT NULL,
        text TEXT NOT NULL,
        note TEXT NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE being_with (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        shown_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE block (
        id INTEGER NOT NULL PRIMARY KEY,
        by_id INTEGER NOT NULL,
        of_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        blocked_at INTEGER NOT NULL,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (of_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE board_mark (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        board_id INTEGER NOT NULL,
        post INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE
    );
INSERT INTO board_mark VALUES(1,4,1,7);
INSERT INTO board_mark VALUES(2,5,9,10);
INSERT INTO board_mark VALUES(3,2,7,16);
INSERT INTO board_mark VALUES(4,2,5,20);
INSERT INTO board_mark VALUES(5,4,3,24);
INSERT INTO board_mark VALUES(6,4,8,27);
INSERT INTO board_mark VALUES(7,1,6,31);
INSERT INTO board_mark VALUES(8,1,2,48);
INSERT INTO board_mark VALUES(9,2,2,48);
INSERT INTO board_mark VALUES(10,3,4,43);
INSERT INTO board_mark VALUES(11,5,2,48);
INSERT INTO board_mark VALUES(12,4,2,48);
INSERT INTO board_mark VALUES(13,1,1,7);
INSERT INTO board_mark VALUES(14,1,9,10);
INSERT INTO board_mark VALUES(15,1,7,16);
INSERT INTO board_mark VALUES(16,1,5,20);
INSERT INTO board_mark VALUES(17,1,3,24);
INSERT INTO board_mark VALUES(18,1,8,27);
INSERT INTO board_mark VALUES(19,1,4,43);
INSERT INTO board_mark VALUES(20,2,1,7);
INSERT INTO board_mark VALUES(21,2,6,31);
INSERT INTO board_mark VALUES(22,2,9,10);
INSERT INTO board_mark VALUES(23,2,3,24);
INSERT INTO board_mark VALUES(24,2,8,27);
INSERT INTO board_mark VALUES(25,2,4,43);
INSERT INTO board_mark VALUES(26,3,1,7);
INSERT INTO board_mark VALUES(27,3,6,31);
INSERT INTO board_mark VALUES(28,3,9,10);
INSERT INTO board_mark VALUES(29,3,7,16);
INSERT INTO board_mark VALUES(30,3,5,20);
INSERT INTO board_mark VALUES(31,3,3,24);
INSERT INTO board_mark VALUES(32,3,8,27);
INSERT INTO board_mark VALUES(33,3,2,48);
INSERT INTO board_mark VALUES(34,4,6,31);
INSERT INTO board_mark VALUES(35,4,9,10);
INSERT INTO board_mark VALUES(36,4,7,16);
INSERT INTO board_mark VALUES(37,4,5,20);
INSERT INTO board_mark VALUES(38,4,4,43);
INSERT INTO board_mark VALUES(39,5,1,7);
INSERT INTO board_mark VALUES(40,5,6,31);
INSERT INTO board_mark VALUES(41,5,7,16);
INSERT INTO board_mark VALUES(42,5,5,20);
INSERT INTO board_mark VALUES(43,5,3,24);
INSERT INTO board_mark VALUES(44,5,8,27);
INSERT INTO board_mark VALUES(45,5,4,43);
INSERT INTO board_mark VALUES(46,6,1,7);
INSERT INTO board_mark VALUES(47,6,6,31);
INSERT INTO board_mark VALUES(48,6,9,10);
INSERT INTO board_mark VALUES(49,6,7,16);
INSERT INTO board_mark VALUES(50,6,5,20);
INSERT INTO board_mark VALUES(51,6,3,24);
INSERT INTO board_mark VALUES(52,6,8,27);
INSERT INTO board_mark VALUES(53,6,2,48);
INSERT INTO board_mark VALUES(54,6,4,43);
CREATE TABLE left_unread (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        thread_id INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE
    );
INSERT INTO left_unread VALUES(6,4,16);
INSERT INTO left_unread VALUES(8,1,16);
INSERT INTO left_unread VALUES(9,1,17);
INSERT INTO left_unread VALUES(10,1,15);
INSERT INTO left_unread VALUES(12,2,16);
INSERT INTO left_unread VALUES(13,2,17);
INSERT INTO left_unread VALUES(14,2,15);
INSERT INTO left_unread VALUES(16,3,16);
INSERT INTO left_unread VALUES(17,3,17);
INSERT INTO left_unread VALUES(18,4,15);
INSERT INTO left_unread VALUES(19,5,16);
INSERT INTO left_unread VALUES(20,5,17);
INSERT INTO left_unread VALUES(21,5,15);
INSERT INTO left_unread VALUES(23,6,16);
INSERT INTO left_unread VALUES(24,6,17);
INSERT INTO left_unread VALUES(25,6,15);
CREATE TABLE later_reply (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        place TEXT NOT NULL,
        thread INTEGER NOT NULL,
        reply_to INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        once TEXT NOT NULL,
        goes_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE heard (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        by_id INTEGER NOT NULL,
        to_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        named INTEGER NOT NULL,
        heard_at INTEGER NOT NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (to_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE look (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        looked_at INTEGER,
        left_out TEXT NOT NULL DEFAULT '',
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','post_search_titles','post_search_titles',0,'CREATE VIRTUAL TABLE post_search_titles USING fts5
    (title, content='''', tokenize="unicode61 remove_diacritics 2 categories ''L* M* N* Co''")');
CREATE TABLE IF NOT EXISTS 'post_search_titles_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO post_search_titles_data VALUES(1,X'114f');
INSERT INTO post_search_titles_data VALUES(10,X'000000000103030003010101020101030101');
INSERT INTO post_search_titles_data VALUES(137438953473,X'000000b30330616e0502050105626567696e03020503046c6f6e670202030107636f6e74656e74040203010568656c6c6f0102030302726501020401020402026f770402020102696e05020301036b657905020701056e6f7465730402040103736179010202020669676e696e6705020202046c697073020202020273680502060102746f03020403016f020205010777656c636f6d65030202020468657265030203020369746805020402036f726b04020504070a090c0a0a0707080a080b090707060c0908');
INSERT INTO post_search_titles_data VALUES(274877906945,X'0000018e0230332302040101610802021402051002030204626f757408020402046761696e15020417020502017419020401036275730602060107636f6e74656e740802050102646f2602030104666f75722c02020203726f6d0602030104676f6f640b0203010568656c6c6f0602020202697311020202026f772602060101691902020d020202017311020401046b6e6f7726020501016d2c020402056f6e6461791c02060202756711020303016d19020602017919020501056e6967687406020502026f742602040402657308020601026f6e1102060b020402037665721c020301047261696e20020201057368656c6611020803056f7574656419020302046d616c6c0b020202056f756e64732002030204746172742602080603696e671c02020303696c6c110205020a757065726d61726b657415020301087461706572696e6723020202036861742002040301650602040b02070402020304696e67730b02040401730b02051b020902016f26020701047765656b0b020618020302036f726408020304016b20020504060c090c06080c070908090a0707090609060a0706060a07070a08090a0a090a0908080f0d080c0909060c08');
INSERT INTO post_search_titles_data VALUES(412316860417,X'000000270830616e79626f64793002030104656c73653002040102697330020201027570300205040c0907');
CREATE TABLE IF NOT EXISTS 'post_search_titles_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO post_search_titles_idx VALUES(1,X'',2);
INSERT INTO post_search_titles_idx VALUES(2,X'',2);
INSERT INTO post_search_titles_idx VALUES(3,X'',2);
CREATE TABLE IF NOT EXISTS 'post_search_titles_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO post_search_titles_docsize VALUES(1,X'03');
INSERT INTO post_search_titles_docsize VALUES(2,X'04');
INSERT INTO post_search_titles_docsize VALUES(3,X'04');
INSERT INTO post_search_titles_docsize VALUES(4,X'04');
INSERT INTO post_search_titles_docsize VALUES(5,X'06');
INSERT INTO post_search_titles_docsize VALUES(6,X'05');
INSERT INTO post_search_titles_docsize VALUES(8,X'05');
INSERT INTO post_search_titles_docsize VALUES(11,X'05');
INSERT INTO post_search_titles_docsize VALUES(17,X'07');
INSERT INTO post_search_titles_docsize VALUES(21,X'03');
INSERT INTO post_search_titles_docsize VALUES(25,X'05');
INSERT INTO post_search_titles_docsize VALUES(28,X'05');
INSERT INTO post_search_titles_docsize VALUES(32,X'04');
INSERT INTO post_search_titles_docsize VALUES(35,X'03');
INSERT INTO post_search_titles_docsize VALUES(38,X'08');
INSERT INTO post_search_titles_docsize VALUES(44,X'04');
INSERT INTO post_search_titles_docsize VALUES(48,X'04');
CREATE TABLE IF NOT EXISTS 'post_search_titles_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO post_search_titles_config VALUES('version',4);
CREATE TABLE private (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        at INTEGER NOT NULL,
        hidden_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE keyring (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        public BLOB NOT NULL,
        kinds TEXT NOT NULL DEFAULT '',
        made_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    );
CREATE TABLE key_wrap (
        id INTEGER NOT NULL PRIMARY KEY,
        keyring_id INTEGER NOT NULL,
        way TEXT NOT NULL,
        mark BLOB,
        name TEXT NOT NULL,
        salt BLOB NOT NULL,
        cost TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        FOREIGN KEY (keyring_id) REFERENCES keyring (id) ON DELETE CASCADE
    );
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('post',48);
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
CREATE INDEX staff_act_member_id ON staff_act (member_id);
CREATE INDEX staff_act_by_id ON staff_act (by_id);
CREATE INDEX thanks_post_id ON thanks (post_id);
CREATE INDEX thanks_by_id ON thanks (by_id);
CREATE INDEX thanks_to_id ON thanks (to_id);
CREATE UNIQUE INDEX thanks_row ON thanks (row);
CREATE UNIQUE INDEX thanks_post_id_by_id ON thanks (post_id, by_id);
CREATE INDEX thread_started_at ON thread (started_at);
CREATE INDEX following_member_id ON following (member_id);
CREATE INDEX following_board_id ON following (board_id);
CREATE INDEX following_thread_id ON following (thread_id);
CREATE INDEX following_writer_id ON following (writer_id);
CREATE UNIQUE INDEX following_row ON following (row);
CREATE UNIQUE INDEX following_member_id_board_id ON following (member_id, board_id);
CREATE UNIQUE INDEX following_member_id_thread_id ON following (member_id, thread_id);
CREATE UNIQUE INDEX following_member_id_writer_id ON following (member_id, writer_id);
CREATE INDEX bookmark_member_id ON bookmark (member_id);
CREATE INDEX bookmark_post_id ON bookmark (post_id);
CREATE UNIQUE INDEX bookmark_row ON bookmark (row);
CREATE UNIQUE INDEX bookmark_member_id_post_id ON bookmark (member_id, post_id);
CREATE INDEX read_ahead_member_id ON read_ahead (member_id);
CREATE INDEX read_ahead_post_id ON read_ahead (post_id);
CREATE UNIQUE INDEX read_ahead_member_id_post_id ON read_ahead (member_id, post_id);
CREATE INDEX staff_act_post_id ON staff_act (post_id);
CREATE INDEX post_version_post_id ON post_version (post_id);
CREATE UNIQUE INDEX post_version_row ON post_version (row);
CREATE INDEX board_tag_board_id ON board_tag (board_id);
CREATE UNIQUE INDEX board_tag_board_id_word ON board_tag (board_id, word);
CREATE INDEX thread_tag_thread_id ON thread_tag (thread_id);
CREATE INDEX thread_tag_tag_id ON thread_tag (tag_id);
CREATE UNIQUE INDEX thread_tag_thread_id_tag_id ON thread_tag (thread_id, tag_id);
CREATE UNIQUE INDEX profile_member_id ON profile (member_id);
CREATE UNIQUE INDEX profile_row ON profile (row);
CREATE UNIQUE INDEX being_with_member_id ON being_with (member_id);
CREATE UNIQUE INDEX being_with_row ON being_with (row);
CREATE INDEX block_by_id ON block (by_id);
CREATE INDEX block_of_id ON block (of_id);
CREATE UNIQUE INDEX block_row ON block (row);
CREATE UNIQUE INDEX block_by_id_of_id ON block (by_id, of_id);
CREATE INDEX post_thread_id_number ON post (thread_id, number);
CREATE INDEX board_mark_member_id ON board_mark (member_id);
CREATE INDEX board_mark_board_id ON board_mark (board_id);
CREATE UNIQUE INDEX board_mark_member_id_board_id ON board_mark (member_id, board_id);
CREATE INDEX left_unread_member_id ON left_unread (member_id);
CREATE INDEX left_unread_thread_id ON left_unread (thread_id);
CREATE UNIQUE INDEX left_unread_member_id_thread_id ON left_unread (member_id, thread_id);
CREATE INDEX thanks_by_id_thanked_at ON thanks (by_id, thanked_at);
CREATE INDEX thanks_to_id_thanked_at ON thanks (to_id, thanked_at);
CREATE INDEX later_reply_member_id ON later_reply (member_id);
CREATE UNIQUE INDEX later_reply_row ON later_reply (row);
CREATE UNIQUE INDEX later_reply_once ON later_reply (once);
CREATE INDEX later_reply_goes_at ON later_reply (goes_at);
CREATE INDEX heard_post_id ON heard (post_id);
CREATE INDEX heard_by_id ON heard (by_id);
CREATE INDEX heard_to_id ON heard (to_id);
CREATE UNIQUE INDEX heard_row ON heard (row);
CREATE UNIQUE INDEX heard_post_id_by_id ON heard (post_id, by_id);
CREATE INDEX heard_by_id_heard_at ON heard (by_id, heard_at);
CREATE INDEX heard_to_id_heard_at ON heard (to_id, heard_at);
CREATE UNIQUE INDEX look_member_id ON look (member_id);
CREATE INDEX post_author_id_thread_id ON post (author_id, thread_id);
CREATE INDEX private_member_id ON private (member_id);
CREATE UNIQUE INDEX private_row ON private (row);
CREATE INDEX private_member_id_kind_at ON private (member_id, kind, at);
CREATE UNIQUE INDEX keyring_member_id ON keyring (member_id);
CREATE INDEX key_wrap_keyring_id ON key_wrap (keyring_id);
CREATE UNIQUE INDEX key_wrap_name ON key_wrap (name);
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id = 1463898701;
PRAGMA user_version = 17;

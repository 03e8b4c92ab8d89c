"""The index of every feature: if it is not here, it does not exist."""

from __future__ import annotations

from screens.page import Page
from screens.pages.about import (
    AboutPage,
    GuidelinesPage,
    LongGuidelinesPage,
    PrivacyPage,
    PromisesPage,
    WelcomePage,
)
from screens.pages.about_me import AboutMePage
from screens.pages.accepting import AcceptPage
from screens.pages.announced import AnnouncementPage
from screens.pages.applications import ApplicationPage, ApplicationsPage
from screens.pages.appointment import AppointmentPage
from screens.pages.blocking import BlockedPage
from screens.pages.boards import BoardPage, BoardsPage, LivePage, TaggedPage
from screens.pages.bookmarks import BookmarksPage
from screens.pages.card import CardInPage, CardPage, ThisComputerPage, WhatToSayPage
from screens.pages.case_about import AboutPersonPage
from screens.pages.cases import CasePage
from screens.pages.changing import HistoryPage
from screens.pages.checkin import CheckInPage
from screens.pages.codes import CodesPage
from screens.pages.course import CoursePage, LessonAnswerPage, LessonPage, LessonStepPage
from screens.pages.crisis import HelpPage
from screens.pages.decided import DecisionsPage, StandingPage
from screens.pages.desk import DeskNotePage, NotesPage
from screens.pages.drafts import DraftsPage, OtherVersionPage
from screens.pages.feedback import FeedbackPage
from screens.pages.figures import FiguresPage
from screens.pages.following import FollowingPage
from screens.pages.for_you import ForYouPage
from screens.pages.going import FoundPlacesPage, GoPage
from screens.pages.greeting import GreetingPage
from screens.pages.group import GroupPage
from screens.pages.group_care import AsksPage, CarePage
from screens.pages.group_items import GroupItemPage, GroupItemsPage
from screens.pages.group_notes import GroupNotesPage
from screens.pages.group_outs import GroupOutsPage
from screens.pages.group_proposals import ProposalPage, ProposalsPage
from screens.pages.group_rooms import GroupGuidelinesPage, GroupLooksPage, GroupPeoplePage
from screens.pages.groups import GroupsPage, ListeningPage
from screens.pages.guesses import GuessesPage
from screens.pages.hand_overs import HandOverPage
from screens.pages.help_in import AudiencePage, AudiencesPage, HelpInPage, LanguagePage, YouthPage
from screens.pages.help_lines import LinePage, LinesInPage, LinesPage, NumbersPage, TextPage
from screens.pages.here import HerePage
from screens.pages.home import DoorPage, HomePage, MorePage
from screens.pages.invitations import JoiningCodesPage
from screens.pages.invited import InvitedPage
from screens.pages.joining import JoinPage
from screens.pages.journal import FoundEntriesPage, JournalPage, WaitingLettersPage
from screens.pages.journal_calendar import JournalMonthPage, JournalThisMonthPage
from screens.pages.journal_entry import EntryPage
from screens.pages.journal_writing import JournalWritingPage
from screens.pages.keys import KeysPage
from screens.pages.kind_words import KindWordsPage, OneKindWordPage
from screens.pages.leaving import ComeBackPage, LeavePage
from screens.pages.left_words import LeftWordsPage
from screens.pages.looks import LookPage, LooksPage
from screens.pages.members import MemberPage, OwnPage, WithMePage, WithThemPage
from screens.pages.mood_entries import MoodCsvPage, MoodDaysPage, MoodJsonPage, MoodPage
from screens.pages.moods import MoodLettersPage, MoodsPage, MoodWeekPage, MoodYearPage
from screens.pages.my_data import DeletedPage, EntriesPage, MyDataPage, PartPage
from screens.pages.my_data_json import MyDataJsonPage
from screens.pages.new import NewPage
from screens.pages.notes import AnswersPage, LineNotePage, NotePage, OwnReceiptPage, PersonPage, ReceiptPage
from screens.pages.noticed import NoticedPage
from screens.pages.offices import OFFICE
from screens.pages.own_decisions import OwnDecisionsPage
from screens.pages.own_key import PrivateSettingsPage
from screens.pages.passphrase import PassphrasePage
from screens.pages.phone_code import CodePage
from screens.pages.plan import PlanPage
from screens.pages.plan_parts import OnePartPage, StepPage
from screens.pages.procedures import CaseProcedurePage, ProcedurePage, ProceduresPage
from screens.pages.questions import KeptAnswersPage, QuestionnairePage, QuestionsPage
from screens.pages.questions_over_time import QuestionsOverTimePage
from screens.pages.queue import DeskPage, DeskPartPage
from screens.pages.recent import RecentPage
from screens.pages.reports import OwnReportsPage, ReportPage
from screens.pages.search import FoundPage, SearchingPage, SearchPage
from screens.pages.sessions import SessionsPage
from screens.pages.settings import SettingsPage
from screens.pages.shifts import ShiftPage
from screens.pages.signing_in import SignInPage
from screens.pages.starting import StartPage
from screens.pages.starting_over import StartOverPage
from screens.pages.sweeping import SweepPage, SweepsPage, SweptPage
from screens.pages.tending import TendPage
from screens.pages.thanks import GivenThanksPage, ThanksPage
from screens.pages.threads import ThreadFromPostPage, ThreadPage
from screens.pages.tools import NeedPage, ToolPage, ToolsPage
from screens.pages.tour import TourPage
from screens.pages.unanswered import UnansweredPage
from screens.pages.vouching import VouchPage
from screens.pages.watching import WatchPage
from screens.pages.welcoming import NewcomerPage, UnderAgePage, WaitingPage
from screens.pages.yourself import YourselfPage
from screens.routes import Route, route

PAGES: tuple[type[Page], ...] = (
    DoorPage,
    SignInPage,
    ComeBackPage,
    JoinPage,
    UnderAgePage,
    NewcomerPage,
    CodesPage,
    WaitingPage,
    GuessesPage,
    HomePage,
    AnnouncementPage,
    MorePage,
    StartPage,
    NewPage,
    BoardsPage,
    LivePage,
    HistoryPage,
    ThreadFromPostPage,
    ThreadPage,
    TaggedPage,
    BoardPage,
    GroupsPage,
    GroupPage,
    GroupGuidelinesPage,
    GroupPeoplePage,
    GroupLooksPage,
    CarePage,
    AsksPage,
    GroupNotesPage,
    GroupItemPage,
    GroupItemsPage,
    GroupOutsPage,
    TendPage,
    ListeningPage,
    UnansweredPage,
    NoticedPage,
    CheckInPage,
    MoodsPage,
    MoodWeekPage,
    MoodYearPage,
    MoodDaysPage,
    MoodLettersPage,
    MoodCsvPage,
    MoodJsonPage,
    MoodPage,
    AppointmentPage,
    QuestionsPage,
    KeptAnswersPage,
    QuestionsOverTimePage,
    QuestionnairePage,
    BookmarksPage,
    FollowingPage,
    ForYouPage,
    DecisionsPage,
    StandingPage,
    GreetingPage,
    ThanksPage,
    GivenThanksPage,
    WithThemPage,
    MemberPage,
    OwnPage,
    WithMePage,
    HerePage,
    BlockedPage,
    OwnReportsPage,
    ReportPage,
    DraftsPage,
    OtherVersionPage,
    SearchPage,
    FoundPage,
    SearchingPage,
    GoPage,
    FoundPlacesPage,
    RecentPage,
    KindWordsPage,
    OneKindWordPage,
    ToolsPage,
    NeedPage,
    ToolPage,
    YourselfPage,
    PlanPage,
    StepPage,
    OnePartPage,
    JournalPage,
    JournalWritingPage,
    WaitingLettersPage,
    JournalThisMonthPage,
    JournalMonthPage,
    FoundEntriesPage,
    EntryPage,
    SettingsPage,
    PassphrasePage,
    KeysPage,
    PrivateSettingsPage,
    StartOverPage,
    MyDataPage,
    EntriesPage,
    MyDataJsonPage,
    DeletedPage,
    LeftWordsPage,
    LeavePage,
    PartPage,
    SessionsPage,
    AboutPage,
    PrivacyPage,
    PromisesPage,
    AboutMePage,
    FiguresPage,
    FeedbackPage,
    WelcomePage,
    GuidelinesPage,
    LongGuidelinesPage,
    AcceptPage,
    HelpPage,
    LinesPage,
    TextPage,
    YouthPage,
    PersonPage,
    NumbersPage,
    LinesInPage,
    AudiencesPage,
    AudiencePage,
    LanguagePage,
    LinePage,
    CodePage,
    CardPage,
    CardInPage,
    WhatToSayPage,
    ThisComputerPage,
    HelpInPage,
    NotePage,
    LineNotePage,
    AnswersPage,
    ReceiptPage,
    OwnReceiptPage,
    DeskPage,
    DeskPartPage,
    WatchPage,
    NotesPage,
    AboutPersonPage,
    CasePage,
    OwnDecisionsPage,
    ShiftPage,
    HandOverPage,
    TourPage,
    CoursePage,
    LessonPage,
    LessonStepPage,
    LessonAnswerPage,
    ApplicationsPage,
    ApplicationPage,
    JoiningCodesPage,
    VouchPage,
    ProceduresPage,
    ProcedurePage,
    CaseProcedurePage,
    SweepsPage,
    SweptPage,
    SweepPage,
    InvitedPage,
    DeskNotePage,
    *OFFICE,
    ProposalsPage,
    ProposalPage,
    LooksPage,
    LookPage,
)

GoPage.index = PAGES
ROUTES: tuple[Route, ...] = tuple(route(page) for page in PAGES)

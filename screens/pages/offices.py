"""The pages of the office: everything that operators look after."""

from __future__ import annotations

from screens.page import Page
from screens.pages.announcing import AnnouncementsOfficePage
from screens.pages.board_office import BoardOfficePage, BoardsOfficePage
from screens.pages.feedback import FeedbackOfficePage, FeedbackToPublishPage
from screens.pages.group_office import GroupOfficePage, GroupsOfficePage
from screens.pages.guidelines_office import GuidelinesOfficePage, NewGuidelinesPage
from screens.pages.joining_office import JoiningOfficePage
from screens.pages.line_checking import CheckCountryPage, CheckLinesPage
from screens.pages.logbook import LogEntryPage, LogKindsPage, LogOfKindPage, LogOfMemberPage, LogPage
from screens.pages.machine import DoctorPage, MachinePage
from screens.pages.office import OfficePage
from screens.pages.own_lines import OldChecksPage
from screens.pages.questions_office import QuestionsOfficePage
from screens.pages.roles import RolePage, RolesFoundPage, RolesPage
from screens.pages.settings_office import SettingsInPage, SettingsOfficePage
from screens.pages.texts_office import TextOfficePage, TextsOfficePage
from screens.pages.words_office import WordsOfficePage

OFFICE: tuple[type[Page], ...] = (
    OfficePage,
    GuidelinesOfficePage,
    NewGuidelinesPage,
    RolesPage,
    RolesFoundPage,
    RolePage,
    SettingsOfficePage,
    SettingsInPage,
    TextsOfficePage,
    TextOfficePage,
    JoiningOfficePage,
    AnnouncementsOfficePage,
    MachinePage,
    DoctorPage,
    LogPage,
    LogKindsPage,
    LogOfKindPage,
    LogOfMemberPage,
    LogEntryPage,
    CheckLinesPage,
    QuestionsOfficePage,
    WordsOfficePage,
    OldChecksPage,
    CheckCountryPage,
    FeedbackOfficePage,
    FeedbackToPublishPage,
    BoardsOfficePage,
    BoardOfficePage,
    GroupsOfficePage,
    GroupOfficePage,
)
"""In the order in which an address is looked for."""

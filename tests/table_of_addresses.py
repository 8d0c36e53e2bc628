"""The walls of the site, as one table: which rule each address follows.

A rule says who (team: whoever writes in the team; reader: whoever is of it; mine: who wrote the
row; lead: its responsables), what (page: only read; form: read and sent; act: only sent) and
whether the address leads to a row, which a stranger never finds, or to whatever is one’s own.
`test_table.py` says what each rule answers to each role and method, and asks every cell. An
address that is in none of these lists, and is not public, fails it.
"""

RULES = {
    "team page of a row": """
        meetings:agenda meetings:ask meetings:brief_letter meetings:brief_preview
        meetings:briefs meetings:control meetings:decisions meetings:equality
        meetings:fiche meetings:fiche_docx meetings:fiche_excerpt meetings:fiche_paper
        meetings:fiche_text meetings:file meetings:guests meetings:information
        meetings:information_file meetings:invitations meetings:live meetings:measures
        meetings:partner meetings:path meetings:place meetings:pupil meetings:rereading
        meetings:sections meetings:sheet meetings:slot_propose meetings:slot_table
        meetings:slot_what_if meetings:thread meetings:thread_pdf meetings:version_paper
        meetings:version_whole meetings:versions meetings:viewpoints partners:institution
        partners:institution_kind partners:merge_search partners:metier
        partners:secret_address partners:word
    """,
    "team page of oneself": """
        meetings:impact meetings:lengths meetings:list meetings:observe meetings:observe_blank
        meetings:outbox meetings:practice meetings:promises meetings:register meetings:replies
        meetings:search meetings:week meetings:year meetings:year_wall partners:duplicates
        partners:imports_model partners:institutions partners:institutions_print
        partners:languages partners:members partners:people partners:people_print
        partners:pupils partners:pupils_print partners:waiting partners:words
    """,
    "team form of a row": """
        meetings:agenda_item meetings:agenda_move_out meetings:agenda_remove
        meetings:brief_revoke meetings:briefs_send_all meetings:calendar_drop
        meetings:cancel meetings:date_change meetings:guest_change meetings:guest_new
        meetings:guest_new_companion meetings:guest_new_relative meetings:guest_remove
        meetings:information_add meetings:information_change
        meetings:information_file_remove meetings:information_remove
        meetings:invitation_withdraw meetings:invite meetings:letters meetings:live_acts
        meetings:person_answers meetings:place_add meetings:place_change
        meetings:place_remove meetings:poll_import meetings:poll_preview meetings:problem
        meetings:rename meetings:screens meetings:situation meetings:slot
        meetings:slot_answers meetings:slot_change meetings:slot_give_up
        meetings:slot_remove meetings:slot_voices meetings:translations
        meetings:viewpoint_typed partners:follower_add partners:following_add
        partners:following_end partners:institution_change
        partners:institution_kind_change partners:institution_kind_remove partners:merge
        partners:metier_change partners:metier_remove partners:professional_archive
        partners:professional_change partners:pupil_change partners:relative
        partners:relative_add partners:room partners:room_add partners:schooling
        partners:schooling_add partners:week_institution partners:week_professional
        partners:week_relative partners:word_change partners:word_remove
    """,
    "team form of oneself": """
        meetings:letters_week meetings:new meetings:observation_new partners:imports
        partners:institution_add partners:institution_kind_add partners:metier_add
        partners:metier_adopt partners:move_class partners:professional_add
        partners:pupil_add partners:word_add
    """,
    "team act of a row": """
        meetings:agenda_add meetings:agenda_carry meetings:agenda_put_back
        meetings:agenda_reorder meetings:agenda_times meetings:ask_all meetings:ask_close
        meetings:ask_link meetings:ask_mail meetings:ask_open meetings:ask_others
        meetings:ask_quiet meetings:ask_remind meetings:brief_handed meetings:brief_link
        meetings:brief_reminders meetings:brief_send meetings:calendar_forget
        meetings:calendar_keep meetings:date_told meetings:decision_link
        meetings:decision_mail meetings:decision_reminders meetings:decision_say
        meetings:guest_add meetings:guest_add_relative meetings:guest_down
        meetings:guest_pupil_place meetings:guest_up meetings:guest_wish
        meetings:information_release meetings:invitations_update meetings:live_act
        meetings:place_add_again meetings:place_add_room meetings:place_add_school
        meetings:place_choose meetings:place_give_up meetings:point_kept
        meetings:poll_forget meetings:poll_keep meetings:poll_undo meetings:reading_noted
        meetings:reply_handle meetings:rereading_close meetings:rereading_link
        meetings:rereading_open meetings:rereading_said meetings:rereading_send
        meetings:rereading_withdraw meetings:screen_revoke meetings:set_aside
        meetings:slot_add meetings:slot_choose meetings:slot_propose_keep meetings:take_up
        meetings:version_given meetings:version_link meetings:version_make
        meetings:version_read meetings:version_send meetings:viewpoints_share
        partners:distinct partners:following_erase partners:institution_archive
        partners:institution_bring_back partners:institution_kind_reset
        partners:metier_reset partners:professional_bring_back
        partners:professional_calendar_forget partners:pupil_archive
        partners:pupil_bring_back partners:relative_calendar_forget
        partners:relative_remove partners:room_archive partners:room_bring_back
        partners:schooling_remove partners:secret_address_erase
        partners:secret_address_keep partners:secret_address_show partners:word_reset
    """,
    "team act of oneself": """
        meetings:practice_export partners:institutions_export partners:language_reread
        partners:language_withdraw partners:people_export partners:pupils_export
    """,
    "reader page of oneself": """
        mfa_index partners:sessions
    """,
    "reader form of a row": """
        mfa_deactivate_totp
    """,
    "reader form of oneself": """
        account_reauthenticate mfa_authenticate meetings:feed_account mfa_activate_totp mfa_add_webauthn
        mfa_edit_webauthn mfa_list_webauthn
        mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn
        mfa_view_recovery_codes partners:account partners:password
    """,
    "reader act of a row": """
        meetings:viewpoints_open partners:session_close
    """,
    "reader act of oneself": """
        account_logout partners:sessions_close meetings:feed_revoke partners:leave_team partners:sign_out
        partners:switch_team
    """,
    "mine page of a row": """
        meetings:observation_print partners:import_preview partners:import_refused
        partners:import_result
    """,
    "mine form of a row": """
        meetings:observation meetings:observation_remove partners:import_columns
    """,
    "mine act of a row": """
        partners:import_abandon partners:import_answer partners:import_sheet
        partners:import_write
    """,
    "lead page of oneself": """
        meetings:journal
    """,
    "lead form of a row": """
        meetings:file_erase meetings:file_hand meetings:hold partners:member
    """,
    "lead form of oneself": """
        meetings:file_receive meetings:transfer
    """,
    "lead form shown to all": """
        partners:team
    """,
    "lead act of a row": """
        meetings:file_copy meetings:file_give meetings:hold_lift meetings:transfer_withdraw
        partners:member_invitation_withdraw partners:member_remove
    """,
    "lead act of oneself": """
        meetings:journal_export meetings:lengths_choose partners:member_invite
        partners:second_factor
    """,
}
RULE_OF = {name: rule for rule, names in RULES.items() for name in names.split()}

"""Office forms: the questions of the submission page as Word and Excel files, and what comes back in them.

layout ──▶ word_form, excel_form                      files that are filled in; export fills them from cases
vetting ──▶ word_reader, excel_reader, csv_reader     files that were filled in ──▶ FilledForm
answers ──▶ draft ──▶ judge ──▶ drafts_folder         FilledForm ──▶ case file, problems named where people mend them
"""

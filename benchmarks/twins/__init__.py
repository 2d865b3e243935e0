"""The same question in two languages: does it find the same evidence?"""

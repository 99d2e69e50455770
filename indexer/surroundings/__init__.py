"""The computer around the engine: power, people, priorities, files in the cloud.

Nothing heavy is imported before a question is asked that needs it.
"""

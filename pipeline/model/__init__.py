"""The things Zhuli talks about; imports nothing else of the project."""
